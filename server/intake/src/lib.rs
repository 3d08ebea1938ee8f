//! Floor 5, beside the desk: files to articles. Discovery, formats, encodings, settings of the workspace, watching.
//!
//! The only floor below the binary that touches the disk. What it finds and what it could not read are values; it
//! never decides what is said to the writer.

pub mod cache;
pub mod config;
mod decode;
mod metadata;
mod read;
pub mod watch;
pub mod workspace;

pub use cache::{Cache, cache_folder, readied};
pub use config::{CONFIG_FILE, Config, ConfigError, DEFAULT_CONFIG, Outlet};
pub use decode::{Decoded, decode};
pub use metadata::{Dating, metadata};
pub use read::{MAX_BYTES, Read, ReadError, article, format_of, read, read_article};
pub use watch::{Changes, Watch, Watched};
pub use workspace::{Discovery, SourceFile, Unread, Workspace};
