"""Numbers by their digits: alike but for one slip of the hand, rounded, cut off."""


def digits_in(text: str) -> str:
    """The digits of a figure as it is written, without point and marks."""
    return "".join(filter(str.isdigit, text))


def swapped(one: str, other: str) -> bool:
    """Whether two numbers that are nearly one have two digits in each other's place."""
    return sorted(one) == sorted(other)


def nearly(one: str, other: str) -> bool:
    """Whether two numbers differ in one digit, or in two neighbours that changed places."""
    if len(one) != len(other):
        return False
    differing = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    match differing:
        case [_]:
            return True
        case [at, after]:
            return after == at + 1 and one[at] == other[after] and one[after] == other[at]
    return False


def rounded(digits: str, kept: int) -> set[str]:
    """A number cut off and rounded to so many digits."""
    head = digits[:kept]
    return {head, str(int(head) + 1)} if digits[kept] >= "5" else {head}
