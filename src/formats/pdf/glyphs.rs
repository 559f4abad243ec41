//! Characters that no font of the theme can draw.
