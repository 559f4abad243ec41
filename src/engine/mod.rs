//! Runs jobs and publishes what they make. Has no idea what a guide is.

pub mod artifact;
pub mod job;
pub mod memo;
pub mod publish;
pub mod run;
