"""A hand that draws a signature."""


def draw(window):
    """A wave across the pad."""
    window.page.locator("[data-pad] canvas").scroll_into_view_if_needed()
    box = window.page.locator("[data-pad] canvas").bounding_box()
    mouse = window.page.mouse
    for number in range(12):
        mouse.move(
            box["x"] + box["width"] * (0.1 + number / 15),
            box["y"] + box["height"] * (0.3 if number % 2 else 0.7),
        )
        if number == 0:
            mouse.down()
    mouse.up()
