"""Values of the special functions to 60 digits, by mpmath, for the test of their accuracy; one a line, as
NAME ARGUMENT VALUE. To make them again: python3 golden/special.py > library/src/test/resources/jacobi/special.txt"""
import random

from mpmath import mp, mpf, acosh, asinh, atanh, erf, erfc, erfinv, gamma, log, psi

mp.dps = 60
random.seed(1)
between = random.uniform


def near(point, count):
    return [point + sign * 10 ** between(-15, -1) for _ in range(count) for sign in (1, -1)]


def write(name, points, f):
    for x in points:
        print(name, repr(x), repr(float(f(mpf(x)))))


positive = ([between(0, 3) for _ in range(10)] + [between(0, 30) for _ in range(10)]
            + [10 ** between(-15, 15) for _ in range(10)] + near(1, 3) + near(2, 3) + [0.5, 1.5, 2.5, 10.0])
both = positive + [-x for x in positive]
inside = [between(-1, 1) for _ in range(10)] + [10 ** between(-20, 0) for _ in range(8)] + [1 - 10 ** between(-15, 0)
                                                                                           for _ in range(8)]
negative = [-between(0, 8) for _ in range(12)] + [-between(0, 100) for _ in range(5)]
write("erf", both, erf)
write("erfc", [x for x in both if x < 26.5], erfc)
write("erfinv", inside, erfinv)
write("lgamma", positive + negative, lambda x: log(abs(gamma(x))) if x < 1e6 else mp.loggamma(x))
write("digamma", positive + negative + [1.4616321449683622, 1.461632144968362], lambda x: psi(0, x))
for order in (1, 2, 7):
    write(f"polygamma{order}", [x for x in positive + negative if 1e-8 < abs(x) < 1e8], lambda x: psi(order, x))
write("asinh", both, asinh)
write("acosh", [x for x in positive if x >= 1], acosh)
write("atanh", inside, atanh)
write("log2", positive, lambda x: log(x, 2))
