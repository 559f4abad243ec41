//! Surveys for the organiser's own tool.

use super::sheet::Offer;
use super::{Planning, Tools, View};
use crate::engine::job::Job;

/// The questions of a survey in all languages.
pub struct Survey {}

/// Plans the files of every survey.
pub fn plan(_: &Planning, _: &mut Vec<Job<Tools, View>>, _: &mut Vec<Offer>) {}
