//! A small editor: sends messages, keeps what comes back, and sees on drop that the server left nothing open.

use crate::copydesk;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long anything may take. Far more than it ever does: tests do not measure time.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// How an editor behaves.
#[derive(Clone, Debug)]
pub struct Manners {
    /// Answers the server's requests.
    pub answers: bool,
    /// `positionEncodings` it offers.
    pub encodings: Vec<&'static str>,
    /// `initializationOptions`.
    pub options: Value,
    /// What it answers to `workspace/configuration`.
    pub settings: Value,
    /// Client capabilities put in the place of the usual ones, by their name.
    pub capabilities: Vec<(&'static str, Value)>,
    /// Variables of the server's environment. Where nothing is kept between runs unless one says so.
    pub environment: Vec<(&'static str, String)>,
    /// The program that is started in the place of the built one, and the user it runs as.
    pub server: Option<(PathBuf, u32)>,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            answers: true,
            encodings: vec!["utf-16"],
            options: Value::Null,
            settings: Value::Null,
            capabilities: Vec::new(),
            environment: Vec::new(),
            server: None,
        }
    }
}

/// An editor with a server.
pub struct Editor {
    send: Option<Box<dyn Write + Send>>,
    receive: Receiver<Value>,
    server: Server,
    manners: Manners,
    next: i64,
    open_requests: BTreeSet<i64>,
    answers: BTreeMap<i64, Value>,
    running: BTreeSet<String>,
    /// What `initialize` was answered with.
    pub capabilities: Value,
    /// Everything the server said that was no answer, in order.
    pub heard: Vec<Value>,
    /// The diagnostics that stand now, by URI, with their version.
    pub diagnostics: BTreeMap<String, (Option<i64>, Vec<Value>)>,
}

enum Server {
    Process(Child),
    Thread(JoinHandle<bool>),
    Gone,
}

impl Editor {
    /// Starts the built program on workspace folders.
    pub fn start(folders: &[&Path], manners: Manners) -> Self {
        let program = manners.server.as_ref().map_or(copydesk(), |(program, _)| program);
        let mut command = Command::new(program);
        #[cfg(unix)]
        if let Some((_, user)) = manners.server {
            std::os::unix::process::CommandExt::uid(&mut command, user);
        }
        let mut child = command
            .arg("lsp")
            .env("COPYDESK_CACHE", "")
            .envs(manners.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("copydesk starts");
        let (input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        Self::with(Box::new(input), output, Server::Process(child), folders, manners)
    }

    /// Starts a server inside this process: `serve` gets its input and output and says whether it ended in order.
    pub fn in_process(
        serve: impl FnOnce(std::io::PipeReader, std::io::PipeWriter) -> bool + Send + 'static,
        folders: &[&Path],
        manners: Manners,
    ) -> Self {
        let (input, send) = std::io::pipe().unwrap();
        let (receive, output) = std::io::pipe().unwrap();
        let thread = std::thread::spawn(move || serve(input, output));
        Self::with(Box::new(send), receive, Server::Thread(thread), folders, manners)
    }

    fn with(
        send: Box<dyn Write + Send>,
        output: impl Read + Send + 'static,
        server: Server,
        folders: &[&Path],
        manners: Manners,
    ) -> Self {
        let (messages, receive) = channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = read(&mut output) {
                if messages.send(message).is_err() {
                    return;
                }
            }
        });
        let mut editor = Self {
            send: Some(send),
            receive,
            server,
            manners,
            next: 0,
            open_requests: BTreeSet::new(),
            answers: BTreeMap::new(),
            running: BTreeSet::new(),
            capabilities: Value::Null,
            heard: Vec::new(),
            diagnostics: BTreeMap::new(),
        };
        editor.initialize(folders);
        editor
    }

    fn initialize(&mut self, folders: &[&Path]) {
        let mut capabilities = json!({
            "general": {"positionEncodings": self.manners.encodings},
            "window": {"workDoneProgress": true},
            "workspace": {
                "configuration": true, "workspaceFolders": true,
                "workspaceEdit": {"documentChanges": true},
                "didChangeWatchedFiles": {"dynamicRegistration": true},
                "inlayHint": {"refreshSupport": true}, "codeLens": {"refreshSupport": true},
                "semanticTokens": {"refreshSupport": true}, "diagnostics": {"refreshSupport": true},
            },
            "textDocument": {
                "publishDiagnostics": {
                    "versionSupport": true, "relatedInformation": true, "codeDescriptionSupport": true,
                    "tagSupport": {"valueSet": [1, 2]},
                },
                "diagnostic": {"dynamicRegistration": false},
                "rename": {"prepareSupport": true},
                "completion": {"completionItem": {"documentationFormat": ["markdown", "plaintext"]}},
                "hover": {"contentFormat": ["markdown", "plaintext"]},
                "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
                "codeAction": {
                    "isPreferredSupport": true, "dataSupport": true, "resolveSupport": {"properties": ["edit"]},
                    "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "source"]}},
                },
            },
        });
        for (name, value) in &self.manners.capabilities {
            capabilities[*name] = value.clone();
        }
        let folders: Vec<Value> =
            folders.iter().map(|folder| json!({"uri": uri(folder), "name": folder.file_name().map(|name| name.to_string_lossy())})).collect();
        let answer = self.ask(
            "initialize",
            json!({
                "processId": std::process::id(), "rootUri": folders.first().map(|folder| &folder["uri"]),
                "workspaceFolders": folders, "capabilities": capabilities,
                "initializationOptions": self.manners.options,
            }),
        );
        self.capabilities = answer["capabilities"].clone();
        self.notify("initialized", json!({}));
    }

    /// Changes what it answers to `workspace/configuration`.
    pub fn set_settings(&mut self, settings: Value) {
        self.manners.settings = settings;
    }

    /// Sends bytes as they are; nothing once it has hung up, when the server may still ask something.
    pub fn send_raw(&mut self, bytes: &[u8]) {
        let Some(send) = self.send.as_mut() else { return };
        // A server that has been told to exit may be gone before it reads an answer; one that is gone too early is
        // noticed by whoever waits for it.
        if send.write_all(bytes).and_then(|()| send.flush()).is_err() {
            self.send = None;
        }
    }

    fn send(&mut self, mut message: Value) {
        message["jsonrpc"] = "2.0".into();
        let body = message.to_string();
        self.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(json!({"method": method, "params": params}));
    }

    /// Sends a request and does not wait.
    pub fn request(&mut self, method: &str, params: Value) -> i64 {
        self.next += 1;
        self.open_requests.insert(self.next);
        self.send(json!({"id": self.next, "method": method, "params": params}));
        self.next
    }

    /// Waits for the answer to a request; an error is given as it came.
    pub fn answer(&mut self, id: i64) -> Value {
        self.until("an answer", |editor| editor.answers.remove(&id))
    }

    /// Sends a request and waits for its result.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        let answer = self.answer(id);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// Opens a document.
    pub fn open(&mut self, uri: &str, version: i64, text: &str) {
        let language = if uri.ends_with(".md") { "markdown" } else { "plaintext" };
        self.notify(
            "textDocument/didOpen",
            json!({"textDocument": {"uri": uri, "languageId": language, "version": version, "text": text}}),
        );
    }

    /// Changes a document: changes as the protocol has them.
    pub fn change(&mut self, uri: &str, version: i64, changes: Value) {
        self.notify(
            "textDocument/didChange",
            json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": changes}),
        );
    }

    /// Closes a document.
    pub fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    }

    /// The hover at a place, as the server gives it.
    pub fn hover(&mut self, uri: &str, line: usize, character: usize) -> Value {
        self.ask(
            "textDocument/hover",
            json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}),
        )
    }

    /// The document as the server has it.
    pub fn text(&mut self, uri: &str) -> (String, i64) {
        let answer = self.ask("copydesk/text", json!({"textDocument": {"uri": uri}}));
        (answer["text"].as_str().expect("a text").to_owned(), answer["version"].as_i64().expect("a version"))
    }

    /// Waits until all sources are read and a document was held against them.
    pub fn settle(&mut self, uri: &str) {
        self.poll("a settled document", |editor| {
            editor.ask("copydesk/text", json!({"textDocument": {"uri": uri}}))["settled"] == true
        });
    }

    /// Waits until the diagnostics of a document are those of `version` and are as wanted.
    pub fn diagnostics_when(
        &mut self,
        uri: &str,
        version: Option<i64>,
        wanted: impl Fn(&[Value]) -> bool,
    ) -> Vec<Value> {
        let uri = uri.to_owned();
        self.until(&format!("diagnostics of {uri} at {version:?}"), |editor| {
            let (seen, diagnostics) = editor.diagnostics.get(&uri)?;
            ((version.is_none() || *seen == version) && wanted(diagnostics)).then(|| diagnostics.clone())
        })
    }

    /// Waits for a message of the server's that is as wanted, among those heard from the start.
    pub fn hears(&mut self, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        self.until(what, |editor| editor.heard.iter().find(|message| wanted(message)).cloned())
    }

    /// Asks again and again until the answer is as wanted.
    pub fn poll(&mut self, what: &str, wanted: impl Fn(&mut Self) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !wanted(self) {
            assert!(Instant::now() < end, "asked in vain for {what}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Takes in messages until `ready` gives something.
    pub fn until<T>(&mut self, what: &str, ready: impl Fn(&mut Self) -> Option<T>) -> T {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(found) = ready(self) {
                return found;
            }
            let left = end.saturating_duration_since(Instant::now());
            match self.receive.recv_timeout(left) {
                Ok(message) => self.take(message),
                Err(error) => panic!(
                    "waited for {what}: {error}; diagnostics: {:#?}; last heard: {:#?}",
                    self.diagnostics,
                    &self.heard[self.heard.len().saturating_sub(5)..]
                ),
            }
        }
    }

    /// Takes in what comes within `time`.
    pub fn listen(&mut self, time: Duration) {
        let end = Instant::now() + time;
        while let Ok(message) = self.receive.recv_timeout(end.saturating_duration_since(Instant::now())) {
            self.take(message);
        }
    }

    /// The server's process.
    pub fn process(&self) -> Option<u32> {
        match &self.server {
            Server::Process(child) => Some(child.id()),
            _ => None,
        }
    }

    fn take(&mut self, message: Value) {
        let method = message["method"].as_str().unwrap_or_default().to_owned();
        let params = &message["params"];
        if method.is_empty() {
            let id = message["id"].as_i64().unwrap_or_else(|| panic!("an answer to nothing: {message}"));
            assert!(self.open_requests.remove(&id), "a second answer: {message}");
            self.answers.insert(id, message);
            return;
        }
        match method.as_str() {
            "textDocument/publishDiagnostics" => {
                let list = params["diagnostics"].as_array().expect("diagnostics").clone();
                let uri = params["uri"].as_str().expect("a uri").to_owned();
                self.diagnostics.insert(uri, (params["version"].as_i64(), list));
            }
            "$/progress" => {
                let token = params["token"].as_str().expect("a string token").to_owned();
                match params["value"]["kind"].as_str() {
                    Some("begin") => assert!(self.running.insert(token), "began twice: {message}"),
                    Some("end") => assert!(self.running.remove(&token), "ended without a begin: {message}"),
                    _ => assert!(self.running.contains(&token), "progress of nothing: {message}"),
                }
            }
            _ => {}
        }
        if let Some(id) = message.get("id")
            && self.manners.answers
        {
            let result = match method.as_str() {
                "workspace/configuration" => json!([self.manners.settings]),
                _ => Value::Null,
            };
            self.send(json!({"id": id, "result": result}));
        }
        self.heard.push(message);
    }

    /// Says `shutdown` and `exit`, leaves the input open, and waits for the end; `true` if it was in order.
    pub fn shut_down(&mut self) -> bool {
        let id = self.request("shutdown", Value::Null);
        let answer = self.answer(id);
        assert!(answer.get("error").is_none() && answer["result"].is_null(), "{answer}");
        self.notify("exit", Value::Null);
        self.ended()
    }

    /// Waits for the server to end; `true` if it ended in order.
    pub fn ended(&mut self) -> bool {
        match std::mem::replace(&mut self.server, Server::Gone) {
            Server::Process(mut child) => {
                let end = Instant::now() + PATIENCE;
                loop {
                    if let Some(status) = child.try_wait().expect("the process can be asked") {
                        return status.success();
                    }
                    if Instant::now() > end {
                        child.kill().ok();
                        panic!("the server does not end");
                    }
                    std::thread::sleep(Duration::from_millis(5));
                }
            }
            Server::Thread(thread) => thread.join().expect("the server's thread did not panic"),
            Server::Gone => true,
        }
    }

    /// Ends the server at once, as the system does; it has no say in it.
    pub fn kill(mut self) {
        if let Server::Process(child) = &mut self.server {
            child.kill().expect("the server can be killed");
            child.wait().expect("it ends");
        }
        self.server = Server::Gone;
        // What it began it can no longer end.
        self.running.clear();
        self.open_requests.clear();
        self.send = None;
        while self.receive.recv_timeout(PATIENCE).is_ok() {}
    }

    /// Closes the server's input.
    pub fn hang_up(&mut self) {
        self.send = None;
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        if std::thread::panicking() {
            if let Server::Process(child) = &mut self.server {
                child.kill().ok();
                child.wait().ok();
            }
            return;
        }
        if !matches!(self.server, Server::Gone) {
            assert!(self.shut_down(), "the server did not end in order");
        }
        while let Ok(message) = self.receive.recv_timeout(PATIENCE) {
            self.take(message);
        }
        assert!(self.open_requests.is_empty(), "never answered: {:?}", self.open_requests);
        assert!(self.running.is_empty(), "progress that never ended: {:?}", self.running);
    }
}

fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    let mut line = String::new();
    loop {
        line.clear();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim().split_once(": ") {
            Some(("Content-Length", value)) => length = value.parse().ok()?,
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

/// The `file:` URI of a path, encoded as editors do.
pub fn uri(path: &Path) -> String {
    let mut uri = "file://".to_owned();
    for byte in path.to_str().expect("a path in UTF-8").bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}
