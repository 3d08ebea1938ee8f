//! Who is who, and who did it: offices and posts, kin, parties, names in the place of others.

pub(crate) mod bound;
pub(crate) mod called;
pub(crate) mod deed;
pub(crate) mod definite;
pub(crate) mod doer;
pub(crate) mod framed;
pub(crate) mod holder;
pub(crate) mod kin;
pub(crate) mod named;
pub(crate) mod office;
pub(crate) mod party;
pub(crate) mod post;
pub(crate) mod predecessor;
pub(crate) mod role;
pub(crate) mod speaker;
pub(crate) mod turned;
pub(crate) mod verbatim;
pub(crate) mod whose;
