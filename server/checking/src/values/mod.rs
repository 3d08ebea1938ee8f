//! Figures and dates: whose they are, for how long and of how many they hold, which have changed places.

pub(crate) mod age;
pub(crate) mod belonging;
pub(crate) mod crossed;
pub(crate) mod direction;
pub(crate) mod each;
pub(crate) mod exchange;
pub(crate) mod paired;
pub(crate) mod period;
pub(crate) mod rank;
pub(crate) mod rather;
pub(crate) mod scene;
pub(crate) mod sequence;
pub(crate) mod share;
pub(crate) mod stranger;
pub(crate) mod tally;
pub(crate) mod those;
pub(crate) mod verbatim;
pub(crate) mod weekday;
pub(crate) mod whole;
