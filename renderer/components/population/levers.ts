import type { PopulationLever } from '../../stores/screen'

/** Ends of the slider, nearer than what is possible. */
export const sliderEnds: Readonly<Record<PopulationLever, readonly [number, number]>> = {
  tfr: [0.6, 2.2],
  lifeExpectancy: [72, 88],
  netMigration: [-0.015, 0.015],
  urbanShare: [0.4, 0.95],
  sexRatioAtBirth: [1.02, 1.15],
}
