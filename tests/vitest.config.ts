import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const shared = { env: { TZ: 'Asia/Shanghai' }, testTimeout: 60_000, hookTimeout: 180_000 }

export default defineConfig({
  plugins: [vue()],
  test: {
    // Two cores: the browser and its server want one of them.
    maxWorkers: 2,
    globalSetup: ['tests/setup/scratch.ts', 'tests/setup/build.ts'],
    projects: [
      { extends: true, test: { ...shared, name: 'node', include: ['tests/**/*.test.ts'] } },
      { extends: true, test: { ...shared, name: 'e2e', include: ['tests/e2e/**/*.spec.ts'], fileParallelism: false } },
    ],
  },
})
