import { projectPopulation, type Projection, type ProjectionInput } from './project'

/**
 * Room in which one projection stands after the other. Stocks by age are the largest thing a run makes, and nearly always only
 * those of the last are read: they are written where the last ones stood. Whoever reads an earlier projection's gets them
 * worked out again, the same to the bit.
 */
export class ProjectionRoom {
  private room: Float64Array | undefined
  private standing: RoomedProjection | undefined

  /** @param input must not be written to afterwards: it may be projected again. */
  project(input: ProjectionInput): Projection {
    // Nobody may read what is being written.
    this.standing = undefined
    const made = projectPopulation(input, this.room)
    this.room = made.stock
    return (this.standing = new RoomedProjection(input, made, this))
  }

  /** The stocks of a projection, as long as they stand. */
  stockOf(projection: RoomedProjection): Float64Array | undefined {
    return this.standing === projection ? this.room : undefined
  }
}

/** A projection whose stocks stand in a room, or in one of their own once they were asked for after another took it. */
class RoomedProjection implements Projection {
  readonly years: Projection['years']
  readonly leafCount: number
  readonly urbanShare: Float64Array
  readonly urbanByAge: Projection['urbanByAge']
  readonly births: Float64Array
  readonly deaths: Float64Array
  readonly netMigrants: Float64Array
  readonly clamped: Float64Array
  readonly #input: ProjectionInput
  readonly #room: ProjectionRoom
  #own: Float64Array | undefined

  constructor(input: ProjectionInput, made: Projection, room: ProjectionRoom) {
    this.years = made.years
    this.leafCount = made.leafCount
    this.urbanShare = made.urbanShare
    this.urbanByAge = made.urbanByAge
    this.births = made.births
    this.deaths = made.deaths
    this.netMigrants = made.netMigrants
    this.clamped = made.clamped
    this.#input = input
    this.#room = room
  }

  get stock(): Float64Array {
    return this.#own ?? this.#room.stockOf(this) ?? (this.#own = projectPopulation(this.#input).stock)
  }
}
