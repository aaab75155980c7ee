"""Ed25519 under the strict rule of 2.4, in plain integers (RFC 8032 §5.1)."""

import functools
import hashlib

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)
ZERO = (0, 1, 1, 0)


def add(one, other):
    x1, y1, z1, t1 = one
    x2, y2, z2, t2 = other
    a, b = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P
    c, d = 2 * t1 * t2 * D % P, 2 * z1 * z2 % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def double(point):
    x, y, z, _ = point
    a, b, c = x * x % P, y * y % P, 2 * z * z % P
    h, e = a + b, (a + b - (x + y) * (x + y)) % P
    g = a - b
    f = c + g
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    total = ZERO
    for bit in bin(number)[2:]:
        total = double(total)
        if bit == "1":
            total = add(total, point)
    return total


def equal(one, other):
    return (one[0] * other[2] - other[0] * one[2]) % P == 0 and (one[1] * other[2] - other[1] * one[2]) % P == 0


def decompress(data):
    """The point of 32 bytes, canonical or not; None when there is none."""
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & (2**255 - 1)
    y %= P
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if (v * x * x - u) % P:
        x = x * ROOT % P
        if (v * x * x - u) % P:
            return None
    if x & 1 != sign:
        x = -x % P
    return x, y, 1, x * y % P


def compress(point):
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = decompress((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
TABLE = [BASE]
for _ in range(255):
    TABLE.append(double(TABLE[-1]))


def times_base(number):
    total = ZERO
    for bit, point in enumerate(TABLE):
        if number >> bit & 1:
            total = add(total, point)
    return total


def is_small(point):
    return equal(double(double(double(point))), ZERO)


@functools.cache
def key_fault(key):
    """None for a key that is fit to be trusted, or `point`, `spelling`, `weak`."""
    point = decompress(key)
    if point is None:
        return "point"
    if compress(point) != key:
        return "spelling"
    if is_small(point) or not equal(times(L, point), ZERO):
        return "weak"
    return None


@functools.lru_cache(maxsize=4096)
def verifies(key, message, signature):
    """S below L, R canonical and not of small order, the equation without the cofactor."""
    if len(signature) != 64 or key_fault(key):
        return False
    r_bytes, s = signature[:32], int.from_bytes(signature[32:], "little")
    if s >= L:
        return False
    r = decompress(r_bytes)
    if r is None or compress(r) != r_bytes or is_small(r):
        return False
    k = int.from_bytes(hashlib.sha512(r_bytes + key + message).digest(), "little") % L
    return equal(times_base(s), add(r, times(k, decompress(key))))


def public_of(seed):
    """The public key of a secret one (RFC 8032 §5.1.5)."""
    hashed = bytearray(hashlib.sha512(seed).digest()[:32])
    hashed[0] &= 248
    hashed[31] = hashed[31] & 63 | 64
    return compress(times_base(int.from_bytes(hashed, "little")))
