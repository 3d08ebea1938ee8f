//! Floor 5, beside the desk: files to articles. Discovery, formats, encodings, settings of the workspace, watching.
//!
//! The only floor below the binary that touches the disk. What it finds and what it could not read are values; it
//! never decides what is said to the writer.

pub mod add;
mod cache;
mod comparable;
mod config;
mod decode;
mod html;
mod json_text;
mod kind;
mod lines;
mod mail;
mod mapped;
mod metadata;
mod office;
pub mod pdf;
mod read;
mod reader;
mod seen;
mod silent;
mod subtitles;
mod table;
mod watch;
pub mod whole;
mod workspace;

pub use cache::{Cache, cache_folder, warm_up};
pub use comparable::comparable;
pub use config::{CONFIG_FILE, Config, ConfigError, DEFAULT_CONFIG, Outlet, nearest};
pub use decode::{Decoded, decode};
pub use kind::{Kind, format_of, kind_of};
pub use metadata::{Dating, SIDECAR, language, metadata, sources_of, stamp};
pub use read::{MAX_BYTES, Read, ReadError, article, file_id, read, read_draft, read_open};
pub use seen::Known;
pub use watch::{Changes, Watch, Watched};
pub use workspace::{Discovery, LEADS_OUT, SourceFile, Unread, Workspace};
