//! A part of an article that stays as bytes until somebody asks for it: of thousands of sources a draft touches a few.

use crate::slice::Slice;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::ops::Deref;
use std::sync::OnceLock;

/// A value, unfolded from its bytes when it is first looked at.
#[derive(Debug)]
pub struct Folded<T> {
    value: OnceLock<T>,
    bytes: Slice,
}

impl<T> From<T> for Folded<T> {
    fn from(value: T) -> Self {
        Self { value: OnceLock::from(value), bytes: Slice::default() }
    }
}

impl<T: DeserializeOwned + Serialize + Default> Folded<T> {
    /// The value that [`Self::fold`] made these bytes of.
    pub(crate) fn of_bytes(bytes: Slice) -> Self {
        Self { value: OnceLock::new(), bytes }
    }

    /// Its bytes.
    pub(crate) fn fold(&self) -> Vec<u8> {
        match self.bytes.is_empty() {
            true => postcard::to_stdvec(&**self).unwrap_or_default(),
            false => self.bytes.to_vec(),
        }
    }
}

impl<T: DeserializeOwned + Default> Deref for Folded<T> {
    type Target = T;

    /// Bytes that are none of such a value give an empty one: whoever keeps them sees by a checksum that they are.
    fn deref(&self) -> &T {
        self.value.get_or_init(|| postcard::from_bytes(&self.bytes).unwrap_or_default())
    }
}
