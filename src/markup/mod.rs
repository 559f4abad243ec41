//! One document tree, its parser, and the writers that need nothing but the tree.

pub mod html;
pub mod outline;
pub mod parse;
pub mod text;
pub mod tree;
