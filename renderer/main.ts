import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { createBridge } from './bridge/bridge'
import { provideBridge } from './bridge/current'
import { i18n } from './i18n/index'
import { reportErrors } from './reportErrors'
import { startProgram } from './startProgram'
import './styles/themes.css'
import './styles/base.css'
import './styles/menus.css'

const app = createApp(App)
provideBridge(createBridge(), app)
app.use(createPinia()).use(i18n)
reportErrors(app)
void startProgram().finally(() => {
  app.mount('#app')
})
