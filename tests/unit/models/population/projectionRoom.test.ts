import { expect, test } from 'vitest'
import { putStocks, everybody } from '../../../../models/population/ageGroups'
import { projectPopulation, type Projection } from '../../../../models/population/project'
import { ProjectionRoom } from '../../../../models/population/projectionRoom'
import { urbanPersons } from '../../../../models/population/residenceSplit'
import { inputOf, leafOf } from '../../../fixtures/population'

const years = 4
const small = inputOf([leafOf(1000, years), leafOf(3000, years)], years)
const large = inputOf([leafOf(5000, years), leafOf(100, years)], years)
const wide = inputOf([leafOf(5000, years), leafOf(100, years), leafOf(10, years)], years)

const peopleOf = (projection: Projection): readonly number[] => {
  const out = new Float64Array(years + 1)
  putStocks(projection, 1, everybody, out)
  return [...out]
}

test('a projection in a room says what it says by itself', () => {
  const { stock: _, ...rest } = projectPopulation(large)
  const projection = new ProjectionRoom().project(large)
  expect(projection).toMatchObject(rest)
  expect(projection.stock).toEqual(projectPopulation(large).stock)
})

test('the next projection takes the room of the last, which is worked out again for whoever still reads it', () => {
  const room = new ProjectionRoom()
  const earlier = room.project(small)
  const taken = earlier.stock
  const later = room.project(large)
  expect(later.stock).toBe(taken)
  expect(later.stock).toEqual(projectPopulation(large).stock)
  expect(earlier.stock).not.toBe(taken)
  expect(earlier.stock).toEqual(projectPopulation(small).stock)
  expect(earlier.stock).toBe(earlier.stock)
  expect(urbanPersons(earlier)).toEqual(urbanPersons(projectPopulation(small)))
})

test('age groups of several projections in one room are asked for in turn', () => {
  const room = new ProjectionRoom()
  const [earlier, later] = [room.project(small), room.project(large)]
  expect(peopleOf(earlier)).toEqual(peopleOf(projectPopulation(small)))
  expect(peopleOf(later)).toEqual(peopleOf(projectPopulation(large)))
  expect(peopleOf(earlier)).toEqual(peopleOf(projectPopulation(small)))
})

test('what does not fit gets new room', () => {
  const room = new ProjectionRoom()
  const earlier = room.project(small)
  const { stock } = earlier
  const later = room.project(wide)
  expect(later.stock).toEqual(projectPopulation(wide).stock)
  expect(stock).toEqual(projectPopulation(small).stock)
  expect(earlier.stock).toEqual(stock)
})

test('a projection that fails leaves nobody with half of it', () => {
  const room = new ProjectionRoom()
  const earlier = room.project(small)
  const impossible = inputOf([leafOf(5000, years), leafOf(100, years, { paths: { e0Male: new Float64Array(years) } })], years)
  expect(() => room.project(impossible)).toThrow(RangeError)
  expect(earlier.stock).toEqual(projectPopulation(small).stock)
})
