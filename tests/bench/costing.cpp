// The costing as a plain loop: quantity x standard, rolled up to items, the centre's part, and what is left by payer.
// Usage: costing INPUT OUTPUT TIMES. Prints nanoseconds of each time; writes expenditure and payers of the last.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

using std::vector;

static vector<double> readAll(const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == nullptr) exit(2);
  fseek(file, 0, SEEK_END);
  vector<double> all(static_cast<size_t>(ftell(file)) / sizeof(double));
  rewind(file);
  if (fread(all.data(), sizeof(double), all.size(), file) != all.size()) exit(2);
  fclose(file);
  return all;
}

int main(int count, char **given) {
  if (count != 4) return 2;
  const vector<double> all = readAll(given[1]);
  const double *at = all.data();
  const int components = int(*at++), items = int(*at++), groups = int(*at++), standards = int(*at++), payers = int(*at++);
  const int cells = int(*at++), years = int(*at++), row = cells * years;
  auto take = [&](size_t length) {
    const double *start = at;
    at += length;
    return start;
  };
  const double *itemOf = take(components), *standardOf = take(components), *groupOf = take(components);
  const double *base = take(components), *weight = take(components), *payments = take(components), *fiscalShare = take(components),
               *wholePerNational = take(components);
  const double *centralShare = take(items), *isByHead = take(items);
  const double *driver = take(size_t(groups) * row), *coverage = take(size_t(items) * row), *standard = take(size_t(standards) * row);
  const double *national = take(size_t(components) * years), *byFactor = take(size_t(items) * row);
  const double *localShare = take(size_t(items) * payers * row);
  vector<double> spent(size_t(items) * row), central(size_t(items) * row), paid(size_t(items) * payers * row);
  for (int time = 0, times = atoi(given[3]); time < times; time++) {
    const auto begin = std::chrono::steady_clock::now();
    for (int k = 0; k < items * row; k++) {
      spent[k] = 0;
      central[k] = byFactor[k];
    }
    for (int c = 0; c < components; c++) {
      const int item = int(itemOf[c]);
      const double *persons = driver + size_t(groupOf[c]) * row, *covered = coverage + size_t(item) * row;
      const double *amount = standard + size_t(standardOf[c]) * row, *floor = national + size_t(c) * years;
      double *out = spent.data() + size_t(item) * row, *head = central.data() + size_t(item) * row;
      const double share = isByHead[item] != 0 ? centralShare[item] * wholePerNational[c] : 0, each = payments[c] * fiscalShare[c];
      for (int cell = 0; cell < cells; cell++) {
        const double before = covered[cell * years], change = before == 0 ? 0 : 1 / before;
        for (int year = 0; year < years; year++) {
          const int k = cell * years + year;
          const double quantity = base[c] * persons[k] * (covered[k] * change), cost = amount[k] * weight[c];
          out[k] += quantity * cost * each;
          head[k] += share * (cost < floor[year] ? cost : floor[year]) * quantity * each;
        }
      }
    }
    for (int item = 0; item < items; item++)
      for (int payer = 0; payer < payers; payer++) {
        const size_t start = (size_t(item) * payers + payer) * row;
        for (int k = 0; k < row; k++) paid[start + k] = (spent[item * row + k] - central[item * row + k]) * localShare[start + k];
      }
    const auto end = std::chrono::steady_clock::now();
    printf("%lld\n", static_cast<long long>(std::chrono::duration_cast<std::chrono::nanoseconds>(end - begin).count()));
  }
  FILE *file = fopen(given[2], "wb");
  if (file == nullptr) return 2;
  fwrite(spent.data(), sizeof(double), spent.size(), file);
  fwrite(paid.data(), sizeof(double), paid.size(), file);
  fclose(file);
  return 0;
}
