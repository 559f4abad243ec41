//! Names that survey tools and statistics programs accept: letters, digits, `_`; no two alike, whatever their case.

use std::collections::BTreeSet;

/// The names that are taken.
#[derive(Default)]
pub(super) struct Names(BTreeSet<String>);

impl Names {
    /// A name for an id: the id itself wherever it can be one.
    pub(super) fn give(&mut self, id: &str) -> String {
        let is_allowed = |one: char| one.is_ascii_alphanumeric() || one == '_';
        let plain: String = id.chars().map(|one| if is_allowed(one) { one } else { '_' }).collect();
        let mut name = plain.clone();
        let mut number = 2;
        while !self.0.insert(name.to_ascii_lowercase()) {
            name = format!("{plain}_{number}");
            number += 1;
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_names_are_alike() {
        let mut names = Names::default();
        let given = ["goal_1", "a-b", "a_b", "A_B", "ä"].map(|id| names.give(id));
        assert_eq!(given, ["goal_1", "a_b", "a_b_2", "A_B_3", "_"]);
    }
}
