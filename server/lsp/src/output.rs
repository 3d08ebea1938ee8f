//! The one task that speaks to the client. Requests to it run beside the queue, with a time-out: a client that never
//! answers holds up nothing.

use crate::event::Event;
use std::future::Future;
use std::sync::mpsc::Sender;
use std::time::Duration;
use tokio::sync::mpsc::UnboundedReceiver;
use tower_lsp::Client;
use tower_lsp::ls_types::*;

/// How long a client may take for an answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Something to tell the client, or to ask it.
#[derive(Debug)]
pub(crate) enum Outgoing {
    Diagnostics(PublishDiagnosticsParams),
    Message(MessageType, String),
    Register(Vec<Registration>),
    /// Pulls the client's settings for us.
    Configuration,
}

/// Speaks until the owner is gone.
pub(crate) async fn speak(client: Client, mut queue: UnboundedReceiver<Outgoing>, owner: Sender<Event>) {
    while let Some(outgoing) = queue.recv().await {
        match outgoing {
            Outgoing::Diagnostics(params) => {
                client.send_notification::<notification::PublishDiagnostics>(params).await;
            }
            Outgoing::Message(kind, text) => client.show_message(kind, text).await,
            Outgoing::Register(registrations) => {
                let client = client.clone();
                beside(async move { client.register_capability(registrations).await.is_ok() });
            }
            Outgoing::Configuration => {
                let (client, owner) = (client.clone(), owner.clone());
                beside(async move {
                    let item = ConfigurationItem { scope_uri: None, section: Some("copydesk".to_owned()) };
                    if let Ok(settings) = client.configuration(vec![item]).await
                        && let Some(settings) = settings.into_iter().next()
                    {
                        owner.send(Event::Configuration(settings)).ok();
                    }
                });
            }
        }
    }
}

fn beside<T>(request: impl Future<Output = T> + Send + 'static) {
    tokio::spawn(async move {
        if tokio::time::timeout(PATIENCE, request).await.is_err() {
            tracing::warn!("the client does not answer a request");
        }
    });
}
