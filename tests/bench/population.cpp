// The population kernel once more, in plain loops: what the bench measures ours against. Reads its inputs from a file of
// doubles (tests/bench/population.mjs writes it), projects them many times, writes stock and urban shares to another file
// and prints the nanoseconds of each run, one to a line. Same arithmetic and order as models/population.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <vector>

constexpr int A = 101, C = 2 * A;
using Row = std::vector<double>;

struct Leaf {
  int table;
  double share;
  const double *stock, *tfr, *e0[2], *srb, *rate;
};
struct Input {
  int leaves, years, tables;
  const double *mx[2], *fertility, *migration, *urban;
  std::vector<Leaf> leaf;
};
struct Output {
  Row stock, urbanShare, births, deaths, clamped;
};

static double separation(double m0, int sex) {
  if (m0 >= 0.107) return sex == 0 ? 0.33 : 0.35;
  return sex == 0 ? 0.045 + 2.684 * m0 : 0.053 + 2.8 * m0;
}

struct Standard {
  double lx[A], a0, open;
  Standard(const double *mx, int sex) {
    lx[0] = 1;
    a0 = separation(mx[0], sex);
    for (int x = 0; x < A - 1; x++) {
      const double a = x == 0 ? a0 : 0.5, q = std::min(1.0, mx[x] / (1 + (1 - a) * mx[x]));
      lx[x + 1] = lx[x] * (1 - q);
    }
    open = lx[A - 1] / mx[A - 1];
  }
};

// Brass shift, solved for a life expectancy; leaves survival ratios in out and returns w.
static double shifted(const Standard &s, double e0, double w, double *out) {
  double lx[A], L[A];
  for (int step = 0; step < 200; step++) {
    double years = s.a0 + w * s.open, slope = s.open;
    lx[0] = 1;
    for (int x = 1; x < A; x++) {
      const double l = s.lx[x], d = 1 - l + l * w, v = l * w / d;
      const double weight = x == 1 ? 1.5 - s.a0 : x == A - 1 ? 0.5 : 1;
      lx[x] = v;
      years += weight * v;
      slope += weight * l * (1 - l) / (d * d);
    }
    const double miss = years - e0;
    if (std::fabs(miss) <= 1e-10) break;
    const double next = w - miss / slope;
    w = next > w / 4 ? next : w / 4;
  }
  for (int x = 0; x < A - 1; x++) L[x] = lx[x + 1] + (x == 0 ? s.a0 : 0.5) * (lx[x] - lx[x + 1]);
  L[A - 1] = w * s.open;
  out[0] = L[0];
  for (int x = 1; x < A - 1; x++) out[x] = L[x - 1] > 0 ? L[x] / L[x - 1] : 0;
  out[A - 1] = L[A - 1] / (L[A - 1] + L[A - 2]);
  return w;
}

static double sum(const double *values) {
  double all = 0;
  for (int k = 0; k < C; k++) all += values[k];
  return all;
}

static void backwards(const double *later, double *earlier, const double *S) {
  auto origins = [&](int x) { return S[x] > 0 ? later[x] / S[x] : 0.0; };
  for (int x = 1; x < A - 1; x++) earlier[x - 1] = origins(x);
  const double a97 = origins(A - 3), a98 = origins(A - 2), oldest = origins(A - 1);
  const double a99 = std::min(oldest, a97 > 0 ? a98 * a98 / a97 : 0);
  earlier[A - 2] = a99;
  earlier[A - 1] = oldest - a99;
}

static void project(const Input &in, const std::vector<Row> &survival, Output &out, Row &persons) {
  const int Y = in.years;
  for (int leaf = 0; leaf < in.leaves; leaf++) {
    const Leaf &l = in.leaf[leaf];
    const double *S = survival[l.table].data();
    double *first = &out.stock[size_t(leaf) * (Y + 1) * C];
    std::copy(l.stock, l.stock + C, first + C);
    for (int sex = 0; sex < 2; sex++) backwards(first + C + sex * A, first + sex * A, S + sex * A);
    double *people = &persons[size_t(leaf) * (Y + 1)];
    people[0] = sum(first);
    people[1] = sum(first + C);
    for (int k = 1; k < Y; k++) {
      const double *p = first + size_t(k) * C, *s = S + size_t(k) * C;
      double *q = first + size_t(k + 1) * C, alive = 0;
      for (int sex = 0; sex < C; sex += A) {
        double some = 0;
        for (int x = 1; x < A - 1; x++) some += q[sex + x] = p[sex + x - 1] * s[sex + x];
        alive += some + (q[sex + A - 1] = (p[sex + A - 2] + p[sex + A - 1]) * s[sex + A - 1]);
      }
      double births = in.fertility[0] * p[A];
      for (int x = 1; x < A; x++) births += in.fertility[x] * (p[A + x] + q[A + x]);
      births = l.tfr[k] * births / 2;
      const double girls = births / (1 + l.srb[k]);
      q[0] = (births - girls) * s[0];
      q[A] = girls * s[A];
      alive += q[0] + q[A];
      const double level = l.rate[k] * people[k];
      double clamped = 0, all = 0;
      for (int c = 0; c < C; c++) {
        const double moved = q[c] + level * in.migration[c], left = moved < 0 ? 0 : moved;
        clamped += left - moved;
        all += q[c] = left;
      }
      out.births[size_t(leaf) * Y + k] = births;
      out.deaths[size_t(leaf) * Y + k] = people[k] + births - alive;
      out.clamped[size_t(leaf) * Y + k] = clamped;
      people[k + 1] = all;
    }
  }
}

static void residence(const Input &in, Output &out, const Row &persons) {
  const int Y = in.years;
  for (int k = 0; k < Y; k++) {
    double all = 0;
    for (int leaf = 0; leaf < in.leaves; leaf++) all += persons[size_t(leaf) * (Y + 1) + k + 1];
    const double wanted = in.urban[k] * all;
    double w = 1;
    for (int step = 0; step < 200; step++) {
      double urban = 0, slope = 0;
      for (int leaf = 0; leaf < in.leaves; leaf++) {
        const double here = persons[size_t(leaf) * (Y + 1) + k + 1], u = in.leaf[leaf].share, d = 1 - u + u * w;
        urban += here * u * w / d;
        slope += here * u * (1 - u) / (d * d);
      }
      const double miss = urban - wanted;
      if (std::fabs(miss) <= 1e-15 * all) break;
      const double next = w - miss / slope;
      if (next == w) break;
      w = next > w / 4 ? next : w / 4;
    }
    for (int leaf = 0; leaf < in.leaves; leaf++) {
      const double odds = in.leaf[leaf].share * w, share = odds == 0 ? 0 : odds / (1 - in.leaf[leaf].share + odds);
      for (int year = k == 0 ? 0 : k + 1; year <= k + 1; year++) out.urbanShare[size_t(leaf) * (Y + 1) + year] = share;
    }
  }
}

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  FILE *file = std::fopen(argv[1], "rb");
  if (file == nullptr) return 1;
  std::fseek(file, 0, SEEK_END);
  Row data(size_t(std::ftell(file)) / sizeof(double));
  std::rewind(file);
  if (std::fread(data.data(), sizeof(double), data.size(), file) != data.size()) return 1;
  std::fclose(file);
  const double *at = data.data();
  auto take = [&](size_t count) { const double *start = at; at += count; return start; };
  Input in;
  in.leaves = int(*take(1)), in.years = int(*take(1)), in.tables = int(*take(1));
  in.mx[0] = take(A), in.mx[1] = take(A), in.fertility = take(A), in.migration = take(C), in.urban = take(in.years);
  for (int k = 0; k < in.leaves; k++) {
    Leaf leaf;
    leaf.table = int(*take(1)), leaf.share = *take(1), leaf.stock = take(C), leaf.tfr = take(in.years);
    leaf.e0[0] = take(in.years), leaf.e0[1] = take(in.years), leaf.srb = take(in.years), leaf.rate = take(in.years);
    in.leaf.push_back(leaf);
  }
  const int runs = std::atoi(argv[3]);
  Output out;
  for (int run = 0; run < runs; run++) {
    const auto start = std::chrono::steady_clock::now();
    const size_t cells = size_t(in.leaves) * (in.years + 1) * C;
    out = {Row(cells), Row(size_t(in.leaves) * (in.years + 1)), Row(size_t(in.leaves) * in.years), Row(size_t(in.leaves) * in.years), Row(size_t(in.leaves) * in.years)};
    Row persons(size_t(in.leaves) * (in.years + 1));
    const Standard standard[2] = {{in.mx[0], 0}, {in.mx[1], 1}};
    std::vector<Row> survival(in.tables, Row(size_t(in.years) * C));
    std::vector<bool> solved(in.tables, false);
    for (const Leaf &leaf : in.leaf) {
      if (solved[leaf.table]) continue;
      solved[leaf.table] = true;
      for (int sex = 0; sex < 2; sex++) {
        double w = 1;
        for (int k = 0; k < in.years; k++) w = shifted(standard[sex], leaf.e0[sex][k], w, &survival[leaf.table][size_t(k) * C + sex * A]);
      }
    }
    project(in, survival, out, persons);
    residence(in, out, persons);
    std::printf("%lld\n", static_cast<long long>(std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - start).count()));
  }
  file = std::fopen(argv[2], "wb");
  if (file == nullptr) return 1;
  for (const Row *row : {&out.stock, &out.urbanShare, &out.births, &out.deaths, &out.clamped}) std::fwrite(row->data(), sizeof(double), row->size(), file);
  std::fclose(file);
}
