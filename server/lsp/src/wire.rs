//! What stands between the client's bytes and the protocol library: a filter that lets only messages through which
//! the library can read, since it ends at the first one it cannot, and drops notifications with unencoded URIs.

use crate::uri;
use serde_json::Value;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::pin::Pin;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::mpsc;

/// Messages read ahead of the handlers.
const AHEAD: usize = 256;
/// A message larger than this, in bytes, is skipped: no editor sends one.
const LARGEST: usize = 512 << 20;

/// Starts a thread that reads messages from `input`; what comes out can be given to the library.
pub(crate) fn reader(input: impl Read + Send + 'static) -> Messages {
    let (send, receive) = mpsc::channel(AHEAD);
    std::thread::Builder::new()
        .name("stdin".into())
        .spawn(move || {
            let mut input = BufReader::new(input);
            while let Ok(Some(body)) = next_body(&mut input) {
                if let Some(body) = readable(body) {
                    let mut message = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
                    message.extend_from_slice(&body);
                    if send.blocking_send(message).is_err() {
                        return;
                    }
                }
            }
        })
        .ok();
    Messages { receive, message: Vec::new(), at: 0 }
}

/// The body of the next message, `None` at the end of the input. Anything that is no header is skipped.
fn next_body(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut length: Option<usize> = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.by_ref().take(1 << 16).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim();
        if text.is_empty() {
            match length.take() {
                Some(length) if length <= LARGEST => {
                    let mut body = Vec::with_capacity(length.min(1 << 20));
                    let read = input.by_ref().take(length as u64).read_to_end(&mut body)?;
                    return Ok((read == length).then_some(body));
                }
                Some(length) => {
                    tracing::warn!(length, "a message was skipped: it is too large");
                    io::copy(&mut input.by_ref().take(length as u64), &mut io::sink())?;
                }
                None => {}
            }
            continue;
        }
        // A body without its header may end just before the next header, on the same line.
        let lower = text.to_ascii_lowercase();
        match lower.rfind("content-length:") {
            Some(at) => length = lower[at + "content-length:".len()..].trim().parse().ok(),
            None if lower.starts_with("content-type:") => {}
            None => tracing::warn!("input outside any message was skipped"),
        }
    }
}

/// A message that the library can read: as it is, with its URIs mended, or in its place one that it answers with an
/// error; `None` for one that nobody waits for.
fn readable(body: Vec<u8>) -> Option<Vec<u8>> {
    let mut value: Value = match serde_json::from_slice(&body) {
        Ok(value) => value,
        Err(error) => {
            tracing::warn!(%error, "a message that is no JSON was skipped");
            return None;
        }
    };
    let id_known = match value.get("id") {
        None | Some(Value::Null | Value::String(_)) => true,
        Some(id) => id.as_i64().is_some(),
    };
    let method_known = matches!(value.get("method"), None | Some(Value::String(_)));
    if value.get("jsonrpc").and_then(Value::as_str) != Some("2.0") || !id_known || !method_known {
        tracing::warn!("a message that is no JSON-RPC was skipped");
        let id = value.get("id").filter(|_| id_known).filter(|id| !id.is_null())?;
        return Some(
            serde_json::json!({"jsonrpc": "2.0", "id": id, "method": "invalid"}).to_string().into_bytes(),
        );
    }
    if mend_uris(&mut value) { Some(value.to_string().into_bytes()) } else { Some(body) }
}

/// Encodes what must not stand in a URI, in every field that holds one. Whether anything was changed.
fn mend_uris(value: &mut Value) -> bool {
    match value {
        Value::Object(fields) => {
            let mut mended = false;
            for (name, value) in fields.iter_mut() {
                match value {
                    Value::String(text) if name == "uri" || name.ends_with("Uri") => {
                        if let Some(encoded) = uri::encoded(text) {
                            *text = encoded;
                            mended = true;
                        }
                    }
                    _ => mended |= mend_uris(value),
                }
            }
            mended
        }
        Value::Array(items) => items.iter_mut().fold(false, |mended, item| mend_uris(item) | mended),
        _ => false,
    }
}

/// The client's messages as the library wants to read them.
#[derive(Debug)]
pub(crate) struct Messages {
    receive: mpsc::Receiver<Vec<u8>>,
    message: Vec<u8>,
    at: usize,
}

impl AsyncRead for Messages {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        out: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.at == self.message.len() {
            match self.receive.poll_recv(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(None) => return Poll::Ready(Ok(())),
                Poll::Ready(Some(message)) => {
                    self.message = message;
                    self.at = 0;
                }
            }
        }
        let take = out.remaining().min(self.message.len() - self.at);
        out.put_slice(&self.message[self.at..self.at + take]);
        self.at += take;
        Poll::Ready(Ok(()))
    }
}

/// Starts a thread that writes to `output` what the library gives. The receiver hears when all of it is written.
pub(crate) fn writer(mut output: impl Write + Send + 'static) -> (Writer, Written) {
    let (send, mut receive) = mpsc::unbounded_channel::<Vec<u8>>();
    let (done, written): (SyncSender<()>, _) = sync_channel(1);
    std::thread::Builder::new()
        .name("stdout".into())
        .spawn(move || {
            while let Some(mut bytes) = receive.blocking_recv() {
                while let Ok(more) = receive.try_recv() {
                    bytes.extend_from_slice(&more);
                }
                if output.write_all(&bytes).and_then(|()| output.flush()).is_err() {
                    break;
                }
            }
            drop(output);
            done.send(()).ok();
        })
        .ok();
    (Writer { send: Some(send) }, Written(written))
}

/// Says when the last byte has been written.
#[derive(Debug)]
pub(crate) struct Written(Receiver<()>);

impl Written {
    /// Waits for it, but not for a client that has stopped reading.
    pub(crate) fn wait(self) {
        self.0.recv_timeout(Duration::from_secs(1)).ok();
    }
}

/// Where the library writes.
#[derive(Debug)]
pub(crate) struct Writer {
    send: Option<mpsc::UnboundedSender<Vec<u8>>>,
}

impl AsyncWrite for Writer {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let sent = self.send.as_ref().is_some_and(|send| send.send(bytes.to_vec()).is_ok());
        Poll::Ready(if sent { Ok(bytes.len()) } else { Err(io::ErrorKind::BrokenPipe.into()) })
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.send = None;
        Poll::Ready(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bodies(input: &str) -> Vec<String> {
        let mut input = BufReader::new(input.as_bytes());
        let mut all = Vec::new();
        while let Ok(Some(body)) = next_body(&mut input) {
            all.push(String::from_utf8(body).unwrap());
        }
        all
    }

    #[test]
    fn goes_on_after_a_body_without_a_header() {
        let input =
            "Content-Type: x\r\n\r\n{\"a\":1}content-length: 2\r\n\r\n{}Content-Length: 4\r\n\r\n[{}]";
        assert_eq!(bodies(input), ["{}", "[{}]"]);
    }

    #[test]
    fn skips_what_is_no_message_and_answers_what_asks() {
        assert_eq!(readable(b"{nonsense".to_vec()), None);
        assert_eq!(readable(b"[]".to_vec()), None);
        let answered = readable(br#"{"id": 4, "method": "textDocument/hover"}"#.to_vec()).unwrap();
        let answered: Value = serde_json::from_slice(&answered).unwrap();
        assert_eq!((answered["id"].as_i64(), answered["method"].as_str()), (Some(4), Some("invalid")));
    }

    #[test]
    fn encodes_uris_and_leaves_text_alone() {
        let mended = readable(
            r#"{"jsonrpc":"2.0","method":"x","params":{"textDocument":{"uri":"file:///a b/é[1].md","text":"\"uri\":\"a b\""}}}"#
                .as_bytes()
                .to_vec(),
        )
        .unwrap();
        let mended: Value = serde_json::from_slice(&mended).unwrap();
        assert_eq!(mended["params"]["textDocument"]["uri"], "file:///a%20b/%C3%A9%5B1%5D.md");
        assert_eq!(mended["params"]["textDocument"]["text"], "\"uri\":\"a b\"");
    }
}
