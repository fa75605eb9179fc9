//! The browser's one way to other hosts: a proxy that leads to the fake embed, and for every other name nowhere.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Handle;

/// Whose hosts the browsers ask of themselves, whatever the page does: updates, accounts, the page of a new tab.
const OF_THE_BROWSERS: [&str; 6] =
    ["google.com", "googleapis.com", "duckduckgo.com", "mozilla.com", "mozilla.net", "mozilla.org"];

/// A proxy on the loopback, gone with its runtime.
pub(crate) struct Proxy {
    address: SocketAddr,
    asked: Arc<Mutex<BTreeSet<String>>>,
}

impl Proxy {
    /// `hosts` are at `to`; every other one is nowhere.
    pub(crate) fn start(runtime: &Handle, hosts: &'static [&'static str], to: SocketAddr) -> Self {
        let listener =
            runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("the loopback has a free port");
        let address = listener.local_addr().expect("a bound listener has an address");
        let asked = Arc::<Mutex<BTreeSet<String>>>::default();
        let log = Arc::clone(&asked);
        runtime.spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let log = Arc::clone(&log);
                tokio::spawn(async move {
                    // Who goes away in the middle is of no concern.
                    let _ = serve(client, hosts, to, &log).await;
                });
            }
        });
        Self { address, asked }
    }

    /// `127.0.0.1:4321`
    pub(crate) fn address(&self) -> String {
        self.address.to_string()
    }

    /// The hosts that were asked for so far, without those of the browsers' makers.
    pub(crate) fn asked(&self) -> BTreeSet<String> {
        self.asked.lock().expect("no holder panics").clone()
    }
}

async fn serve(
    client: TcpStream,
    hosts: &[&str],
    to: SocketAddr,
    log: &Mutex<BTreeSet<String>>,
) -> std::io::Result<()> {
    let mut client = BufReader::new(client);
    let mut first = String::new();
    client.read_line(&mut first).await?;
    let mut line = String::new();
    while client.read_line(&mut line).await? > 2 {
        line.clear();
    }
    let host = host(&first).unwrap_or_default();
    // A connection that is only opened ahead names none.
    if !host.is_empty() && !OF_THE_BROWSERS.iter().any(|domain| host.ends_with(domain)) {
        log.lock().expect("no holder panics").insert(host.to_owned());
    }
    if !first.starts_with("CONNECT ") || !hosts.contains(&host) {
        return client.write_all(b"HTTP/1.1 502 Nowhere\r\ncontent-length: 0\r\n\r\n").await;
    }
    let mut server = TcpStream::connect(to).await?;
    client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await?;
    copy_bidirectional(&mut client, &mut server).await.map(drop)
}

/// The host of a proxy's request line: `CONNECT example.com:443 HTTP/1.1`, `GET http://example.com/a HTTP/1.1`.
fn host(line: &str) -> Option<&str> {
    let target = line.split(' ').nth(1)?;
    let target = target.split_once("://").map_or(target, |(_, rest)| rest);
    target.split([':', '/']).next()
}
