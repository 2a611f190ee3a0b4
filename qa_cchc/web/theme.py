"""The look of Gradio's own components, in the colours and type of `assets/page.css`."""

from __future__ import annotations

import gradio as gr

_SANS = ["Be Vietnam Pro", "Noto Sans", "Segoe UI", "Helvetica Neue", "sans-serif"]
_INK = gr.themes.Color(
    name="ink",
    c50="#eef4f8",
    c100="#dbe7f0",
    c200="#b9d0e1",
    c300="#8cb3cf",
    c400="#5a8fb5",
    c500="#2f7099",
    c600="#1b5a84",
    c700="#174b6f",
    c800="#153f5c",
    c900="#12344b",
    c950="#0c2231",
)


def theme() -> gr.themes.Base:
    """The theme; colours are custom properties of the style sheet, so that light and dark change in one place."""
    look = gr.themes.Base(primary_hue=_INK, neutral_hue=gr.themes.colors.stone, font=_SANS, font_mono=["monospace"])
    both = {
        "body_background_fill": "var(--ground)",
        "body_text_color": "var(--ink)",
        "body_text_color_subdued": "var(--muted)",
        "background_fill_primary": "var(--surface)",
        "background_fill_secondary": "var(--ground)",
        "block_background_fill": "transparent",
        "block_border_color": "var(--line)",
        "block_label_text_color": "var(--muted)",
        "block_title_text_color": "var(--muted)",
        "border_color_primary": "var(--line)",
        "input_background_fill": "var(--surface)",
        "input_border_color": "var(--line-strong)",
        "input_border_color_focus": "var(--primary)",
        "input_placeholder_color": "var(--muted)",
        "button_primary_background_fill": "var(--button)",
        "button_primary_background_fill_hover": "var(--button-hover)",
        "button_primary_text_color": "#ffffff",
        "button_secondary_background_fill": "var(--surface)",
        "button_secondary_background_fill_hover": "var(--primary-faint)",
        "button_secondary_text_color": "var(--ink)",
        "button_secondary_border_color": "var(--line-strong)",
        "link_text_color": "var(--primary)",
    }
    return look.set(**both, **{f"{name}_dark": value for name, value in both.items()})
