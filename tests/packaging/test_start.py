"""The bundled program finds a screen and an input method whatever a Linux desktop says for its own Qt."""

import pytest


@pytest.mark.parametrize(
    ("environment", "platform"),
    [
        ({"DISPLAY": ":0"}, "xcb"),
        ({"QT_QPA_PLATFORM": "dxcb;xcb", "DISPLAY": ":0"}, "xcb"),
        ({"QT_QPA_PLATFORM": "wayland"}, "xcb"),
        ({"QT_QPA_PLATFORM": "offscreen"}, "offscreen"),
        ({"QT_QPA_PLATFORM": "offscreen:size=800x600"}, "offscreen:size=800x600"),
        ({}, None),
    ],
)
def test_a_screen_that_the_bundle_has_is_named(environment: dict[str, str], platform: str | None) -> None:
    from start import suit_linux

    suit_linux(environment)
    assert environment.get("QT_QPA_PLATFORM") == platform


@pytest.mark.parametrize(
    ("environment", "methods"),
    [
        ({"QT_IM_MODULE": "fcitx"}, "fcitx;ibus;compose"),
        ({"XMODIFIERS": "@im=fcitx"}, "fcitx;ibus;compose"),
        ({"QT_IM_MODULE": "ibus"}, None),
        ({"QT_IM_MODULE": "fcitx", "QT_IM_MODULES": "wayland;fcitx"}, "wayland;fcitx"),
        ({}, None),
    ],
)
def test_ibus_stands_in_for_a_method_that_the_bundle_lacks(environment: dict[str, str], methods: str | None) -> None:
    from start import suit_linux

    asked = environment.get("QT_IM_MODULES")
    suit_linux(environment)
    assert environment.get("QT_IM_MODULES") == methods
    assert ("IBUS_USE_PORTAL" in environment) == (methods is not None and asked is None)


def test_plugins_of_the_systems_qt_are_not_looked_at() -> None:
    from start import suit_linux

    environment = {"QT_PLUGIN_PATH": "/usr/lib/qt/plugins", "QT_STYLE_OVERRIDE": "chameleon", "LANG": "zh_CN.UTF-8"}
    suit_linux(environment)
    assert environment == {"LANG": "zh_CN.UTF-8"}
