"""Set for bootstrap intervals of a ratio and for gamma quantiles: what scipy answers.

Twelve areas with an effect and a cost each; 2000 resamples of areas as pairs. scipy is given the ratios of these
resamples as its bootstrap distribution, so that its interval and ours rest on the same draws.
Run: python3 generate.py
"""
import gzip

import numpy as np
import scipy
from scipy import stats

rng = np.random.default_rng(20190308)
n, draws = 12, 2000
effect = np.round(2.0 + 0.9 * rng.standard_normal(n), 6)
cost = np.round(30000 + 9000 * rng.standard_normal(n) - 4000 * (effect - 2), 3)
picks = rng.integers(0, n, (draws, n))
e, c = effect[picks].mean(axis=1), cost[picks].mean(axis=1)
assert (e > 0).all()


def ratio(x, y, axis=-1):
    return np.mean(y, axis=axis) / np.mean(x, axis=axis)


with open("areas.csv", "w") as f:
    f.write("area,effect,cost\n")
    f.writelines(f"{i + 1},{effect[i]!r},{cost[i]!r}\n".replace("np.float64(", "").replace(")", "") for i in range(n))
with gzip.open("draws.csv.gz", "wt") as f:
    f.write("effect,cost\n")
    f.writelines(f"{float(e[b])!r},{float(c[b])!r}\n" for b in range(draws))
with open("intervals.csv", "w") as f:
    f.write("method,level,low,high\n")
    for method in ("percentile", "BCa"):
        for level in (0.8, 0.9, 0.95):
            start = stats.bootstrap((effect, cost), ratio, paired=True, n_resamples=1, method="percentile")
            start.bootstrap_distribution = c / e
            out = stats.bootstrap((effect, cost), ratio, paired=True, n_resamples=0, confidence_level=level,
                                  method=method, bootstrap_result=start).confidence_interval
            f.write(f"{method},{level},{float(out.low)!r},{float(out.high)!r}\n")
with open("gamma.csv", "w") as f:
    f.write("mean,sd,p,quantile\n")
    for mean, sd in ((300, 30), (185, 15), (75, 8), (100, 150), (0.5, 0.2)):
        for p in (0.001, 0.025, 0.25, 0.5, 0.9, 0.975, 0.9999):
            f.write(f"{mean},{sd},{p},{float(stats.gamma.ppf(p, (mean / sd) ** 2, scale=sd ** 2 / mean))!r}\n")
with open("versions.txt", "w") as f:
    f.write(f"numpy {np.__version__}\nscipy {scipy.__version__}\n")
