"""What no text may carry into a mail or onto paper."""

# Nothing that a text can hold may turn the figures beside it around, and what no XML can hold is left out:
# controls, marks, embeddings, overrides and isolates of direction (UAX 9), and noncharacters.
UNPRINTABLE = dict.fromkeys(
    [
        *(code for code in range(0x20) if chr(code) not in "\t\n"),
        *range(0x7F, 0xA0),
        0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF,
        *range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0),
        *(plane + end for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)),
    ]
)  # fmt: skip
