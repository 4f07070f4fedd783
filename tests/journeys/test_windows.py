"""A window notices what it is there to notice: pages spoilt on purpose."""

import pytest

ADD = "document.querySelector('main').insertAdjacentHTML('beforeend', `{}`)"
SPOILT = {
    "inline style": ADD.format("<p style='color: red'>Red</p>"),
    "inline script": "document.body.append(Object.assign(document.createElement('script'), "
    "{textContent: 'window.ran = true'}))",
    "another origin": ADD.format("<img alt='' src='https://elsewhere.example/pixel.png'>"),
    "no label": ADD.format("<input type='text'>"),
    "too wide": "document.querySelector('h1').textContent = 'Too wide'; "
    "document.querySelector('h1').style.minWidth = '2000px'",
    "an error": "console.error('Something went wrong')",
}


@pytest.mark.parametrize("fault", SPOILT)
def test_a_window_notices(window, look, fault):
    here = window(**look).open("/help/")
    here.page.evaluate(SPOILT[fault])
    with pytest.raises(AssertionError):
        here.examine()
    here.complaints.clear()
