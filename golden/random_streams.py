"""Writes numpy.txt and python.txt: what NumPy and Python draw, for RandomStreamsTest. README.md has the command."""
import random
import sys

import numpy as np

NUMPY = {
    "uniform": lambda r: r.random_sample(320),  # more than the 624 words of the generator
    "normal": lambda r: r.randn(101),
    "uniform.range": lambda r: r.uniform(-2, 5, 20),
    "normal.moments": lambda r: r.normal(10, 3, 20),
    "randint.10": lambda r: r.randint(10, size=50),
    "randint.one": lambda r: r.randint(7, 8, size=3),
    "randint.negative": lambda r: r.randint(-5, 1000, size=50),
    "randint.2^32": lambda r: r.randint(0, 2**32, size=10),
    "randint.2^32+1": lambda r: r.randint(0, 2**32 + 1, size=10),
    "randint.2^53": lambda r: r.randint(-2**52, 2**52, size=10),
    "permutation.100": lambda r: r.permutation(100),
    "permutation.1": lambda r: r.permutation(1),
    "shuffle": lambda r: shuffled(r, np.arange(20) * 3),
    "choice": lambda r: r.choice(12, 30),
    "choice.without": lambda r: r.choice(50, 10, replace=False),
    "choice.p": lambda r: r.choice(4, 30, p=[0.1, 0.2, 0.3, 0.4]),
    "choice.p.without": lambda r: r.choice(6, 4, replace=False, p=[0.05, 0.05, 0, 0.1, 0.3, 0.5]),
    "exponential": lambda r: r.exponential(size=20),
    "gamma.0.3": lambda r: r.standard_gamma(0.3, 30),
    "gamma.1": lambda r: r.standard_gamma(1, 10),
    "gamma.4.5": lambda r: r.standard_gamma(4.5, 30),
    "beta.0.5.0.7": lambda r: r.beta(0.5, 0.7, 20),
    "beta.2.3": lambda r: r.beta(2, 3, 20),
    "beta.tiny": lambda r: r.beta(0.001, 0.002, 10),
    "dirichlet": lambda r: r.dirichlet([0.5, 1, 3], 5).ravel(),
    "poisson.3": lambda r: r.poisson(3, 30),
    "poisson.40": lambda r: r.poisson(40, 60),
    "poisson.1e6": lambda r: r.poisson(1e6, 20),
    "session": lambda r: np.concatenate([r.randn(3), r.rand(2), r.randn(2), r.permutation(5), r.randn(1)]),
}


def shuffled(r, x):
    r.shuffle(x)
    return x


PYTHON = {
    "uniform": lambda r: [r.random() for _ in range(320)],
    "gauss": lambda r: [r.gauss(0, 1) for _ in range(101)],
    "randrange.10": lambda r: [r.randrange(10) for _ in range(50)],
    "randrange.1": lambda r: [r.randrange(1) for _ in range(3)],
    "randint": lambda r: [r.randint(-5, 8) for _ in range(50)],
    "randrange.2^32": lambda r: [r.randrange(2**32) for _ in range(10)],
    "randrange.2^53": lambda r: [r.randrange(2**53) for _ in range(10)],
    "getrandbits.64": lambda r: [r.getrandbits(64) >> 11 for _ in range(10)],
    "shuffle": lambda r: shuffled(r, list(range(100))),
    "sample.pool": lambda r: r.sample(range(20), 5),
    "sample.set": lambda r: r.sample(range(100), 5),
    "sample.pool.84": lambda r: r.sample(range(85), 6),
    "sample.set.86": lambda r: r.sample(range(86), 6),
    "sample.set.1000": lambda r: r.sample(range(1000), 40),
    "choices": lambda r: r.choices(range(12), k=30),
    "choices.weights": lambda r: r.choices(range(4), [1, 2, 0, 4], k=30),
    "expovariate": lambda r: [r.expovariate(1) for _ in range(20)],
    "session": lambda r: [r.gauss(0, 1), r.random(), r.gauss(0, 1), r.randrange(100), r.gauss(0, 1)]
    + r.sample(range(9), 3),
}


def write(path, cases, seeds, make):
    with open(path, "w") as file:
        for seed in seeds:
            for name, draw in cases.items():
                numbers = [float(x) for x in draw(make(seed))]
                words = [repr(int(x)) if x == int(x) else repr(x) for x in numbers]
                file.write(" ".join([str(seed), name] + words) + "\n")


folder = sys.argv[1]
write(folder + "/numpy.txt", NUMPY, [231, 0, 2**32 - 1], np.random.RandomState)
write(folder + "/python.txt", PYTHON, [42, 0, -7, 2**40 + 3], random.Random)
