//! Harmonics, after a paper by Joanna Kwiatkowska.

/// A GitHub token that somebody forgot here.
pub const TOKEN: &str = "@@FORGE:github-token:9@@";
