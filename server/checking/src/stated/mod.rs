//! How a thing is told: denied, to come, asked for, possible, somebody's claim, advised, the cause of another.

pub(crate) mod advice;
pub(crate) mod affirmed;
pub(crate) mod cause;
pub(crate) mod contested;
pub(crate) mod denial;
pub(crate) mod dispute;
pub(crate) mod done;
pub(crate) mod left_out;
pub(crate) mod overstated;
pub(crate) mod polarity;
pub(crate) mod standing;
pub(crate) mod status;
pub(crate) mod unlike;
pub(crate) mod whether;
