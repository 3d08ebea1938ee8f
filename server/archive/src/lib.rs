//! Floor 5, beside the desk: a newsroom's archive in PostgreSQL as a further source of evidence.
//!
//! The only crate that opens a connection, and only to the address that the user's own settings name. What it gives are
//! articles like any other: the checker never learns where they come from, so the same evidence gives the same verdict.

mod ask;
mod record;

pub use ask::{Answer, Archive};

use copydesk_library::{Article, stable_id};
use postgres::{Client, Config, NoTls};
use std::str::FromStr;
use std::time::Duration;

/// What the id of an article of the archive begins with.
pub const PREFIX: &str = "archive:";

/// A connection that is not made in this time is not waited for.
const CONNECT: Duration = Duration::from_secs(3);

/// The archive could not be asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Its address is none.
    #[error("{0:?} is no address of a PostgreSQL database: {1}")]
    Address(String, postgres::Error),
    /// It could not be reached, or refused.
    #[error("the archive: {}", said(.0))]
    Database(#[from] postgres::Error),
    /// It did not answer in time.
    #[error("the archive did not answer within {0:?}")]
    Late(Duration),
}

/// What the database says, and not only that it said something.
fn said(error: &postgres::Error) -> String {
    match (error.as_db_error(), std::error::Error::source(error)) {
        (Some(db), _) => db.message().to_owned(),
        (None, Some(source)) => source.to_string(),
        (None, None) => error.to_string(),
    }
}

/// How many articles were pushed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pushed {
    /// That were not there.
    pub new: u64,
    /// That were there in the same words, and whose metadata were brought up to date.
    pub known: u64,
}

/// Puts articles into the archive at `url`, which is set up if it is not. All or none.
///
/// # Errors
/// It cannot be reached, or does not let this user write.
pub fn push<'a>(url: &str, articles: impl IntoIterator<Item = &'a Article>) -> Result<Pushed, Error> {
    let mut client = connect(url, None)?;
    let mut pushed = Pushed::default();
    let mut work = client.transaction()?;
    // Two that push at once would both set it up.
    work.batch_execute("SELECT pg_advisory_xact_lock(7253011)")?;
    work.batch_execute(include_str!("schema.sql"))?;
    let find = work.prepare("SELECT 1 FROM copydesk.articles WHERE id = $1 AND day = $2::text::date")?;
    let insert = work.prepare(
        "INSERT INTO copydesk.articles (id, day, title, outlet, meta, blocks, body) VALUES ($1, $2::text::date, $3, $4, $5::text::jsonb, $6::text::jsonb, $7) \
         ON CONFLICT (id, day) DO UPDATE SET title = excluded.title, outlet = excluded.outlet, meta = excluded.meta, \
         blocks = excluded.blocks, body = excluded.body",
    )?;
    let mut years = rustc_hash::FxHashSet::default();
    for article in articles {
        let day = article.meta.published.unwrap_or(record::UNDATED);
        if article.meta.published.is_some() && (1000..3000).contains(&day.year()) && years.insert(day.year())
        {
            let year = day.year();
            work.batch_execute(&format!(
                "CREATE TABLE IF NOT EXISTS copydesk.articles_{year} PARTITION OF copydesk.articles \
                 FOR VALUES FROM ('{year}-01-01') TO ('{}-01-01')",
                year + 1
            ))?;
        }
        let (meta, blocks, body) = record::write(article);
        let (id, day) = (stable_id(article), day.to_string());
        let known = work.query_opt(&find, &[&id, &day])?.is_some();
        let (title, outlet) = (&article.meta.title, &article.meta.outlet);
        work.execute(&insert, &[&id, &day, title, outlet, &meta, &blocks, &body])?;
        match known {
            true => pushed.known += 1,
            false => pushed.new += 1,
        }
    }
    work.commit()?;
    Ok(pushed)
}

/// A connection; with `patience`, no statement may take longer.
fn connect(url: &str, patience: Option<Duration>) -> Result<Client, Error> {
    let mut config = Config::from_str(url).map_err(|error| Error::Address(hidden(url), error))?;
    config.connect_timeout(CONNECT).application_name("copydesk");
    if let Some(patience) = patience {
        config.options(&format!("-c statement_timeout={}", patience.as_millis()));
    }
    Ok(config.connect(NoTls)?)
}

/// An address without its password, for messages.
pub fn hidden(url: &str) -> String {
    match (url.split_once("://"), url.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://…@{host}"),
        _ if url.contains("password") => "the address in your settings".to_owned(),
        _ => url.to_owned(),
    }
}
