/** A long array of which long stretches are alike: each of the values so many times over, without the room that would take. */
export class Repeated {
  readonly length: number
  /** Whether nothing but zeros stands in it. */
  readonly isNil: boolean
  private readonly values: Readonly<Float64Array>
  private readonly times: number

  constructor(values: Readonly<Float64Array>, times: number) {
    this.values = values
    this.times = times
    this.length = values.length * times
    this.isNil = values.every((value) => value === 0)
  }

  at(index: number): number | undefined {
    return this.values[Math.floor(index / this.times)]
  }
}

export const allOf = (value: number, length: number): Repeated => new Repeated(Float64Array.of(value), length)
