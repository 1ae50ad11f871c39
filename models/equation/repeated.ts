/** A long array of which long stretches are alike: each of the values so many times over, without the room that would take. */
export class Repeated {
  readonly length: number
  private readonly values: Readonly<Float64Array>
  private readonly times: number

  constructor(values: Readonly<Float64Array>, times: number) {
    this.values = values
    this.times = times
    this.length = values.length * times
  }

  /** Whether nothing but zeros stands in it. */
  get isNil(): boolean {
    return this.isAll(0)
  }

  /** Whether nothing but this stands in it. */
  isAll(figure: number): boolean {
    return this.values.every((value) => value === figure)
  }

  at(index: number): number | undefined {
    return this.values[Math.floor(index / this.times)]
  }
}

export const allOf = (value: number, length: number): Repeated => new Repeated(Float64Array.of(value), length)
