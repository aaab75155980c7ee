//! A root document as people write it.

use super::describe::describe_root;
use super::error::{At, CeremonyError, Part};
use super::list::{of_document, once};
use super::node::Node;
use super::table::{Fields, Table, key, wrong};
use crate::cose::PublicKey;
use crate::registry::trust::RoleName;
use crate::trust::{Role, Root};
use serde::de::{Deserialize, Deserializer, Error};

/// A root document as people write it, in TOML. The roles `root` and `list` are required.
///
/// It is not a signed document, and nothing is trusted by it. It deserialises from JSON in the same
/// shape.
///
/// ```
/// use khyber_pass::ceremony::RootDescription;
/// let text = r#"
///     domain = "pk-kp-test"
///     epoch = 1
///     version = 1
///     issued = "2026-01-01"
///     expires = "2028-01-01"
///
///     [roles.root]
///     threshold = 1
///     keys = ["8a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c"] # a TEST key
///
///     [roles.list]
///     threshold = 1
///     keys = ["8139770ea87d175f56a35466c34c7ecccb8d8a91b4ee37a25df60f5b8fc9b394"] # a TEST key
/// "#;
/// let root = RootDescription::from_toml(text)?.into_root();
/// assert_eq!(root.roles().count(), 2);
///
/// let error = RootDescription::from_toml(&text.replace("threshold = 1", "threshold = 2")).unwrap_err();
/// assert_eq!(error.to_string(), "role root: the root role wants 2 of 1 keys");
/// # Ok::<(), khyber_pass::ceremony::CeremonyError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RootDescription(Root);

impl RootDescription {
    /// Reads a description in TOML.
    ///
    /// # Errors
    /// As [`ListDescription::from_toml`](super::ListDescription::from_toml).
    pub fn from_toml(text: &str) -> Result<Self, CeremonyError> {
        Self::read(Node::from_toml(text)?)
    }

    /// Describes a root document.
    pub const fn of(root: Root) -> Self {
        Self(root)
    }

    /// Writes the description as TOML; read again, it is the same root document.
    pub fn to_toml(&self) -> String {
        describe_root(&self.0)
    }

    /// The root document that is described.
    pub const fn root(&self) -> &Root {
        &self.0
    }

    /// The root document that is described, to be prepared for signing.
    pub fn into_root(self) -> Root {
        self.0
    }

    fn read(node: Node) -> Result<Self, CeremonyError> {
        let mut table = Table::open_document(node, ROOT_FIELDS)?;
        let span = table.span("issued", "expires")?;
        let domain = table.text("domain")?;
        let (version, epoch) = (table.uint("version")?, table.uint("epoch")?);
        let roles = match table.require("roles")? {
            Node::Table(roles) => roles,
            other => return Err(wrong(table.at("roles"), &other, "a table")),
        };
        let mut roles = Table::open(Part::Document, roles, ROLE_FIELDS)?;
        let mut known = Vec::new();
        let root = read_role(RoleName::Root, roles.require("root")?, &mut known)?;
        let list = read_role(RoleName::List, roles.require("list")?, &mut known)?;
        let mut new = Root::new(&domain, span, root, list)
            .and_then(|new| new.with_version(version, epoch))
            .map_err(of_document)?;
        for (name, field) in [(RoleName::Beacon, "beacon"), (RoleName::Emergency, "emergency")] {
            if let Some(role) = roles.take(field) {
                new = new.with_role(name, read_role(name, role, &mut known)?).map_err(of_document)?;
            }
        }
        Ok(Self(new))
    }
}

impl<'de> Deserialize<'de> for RootDescription {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(Node::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

fn read_role(name: RoleName, node: Node, known: &mut Vec<(PublicKey, At)>) -> Result<Role, CeremonyError> {
    let part = Part::Role(name);
    let fields: Fields = match node {
        Node::Table(fields) => fields,
        other => {
            let at = At { part: Part::Document, field: name.name(), item: None };
            return Err(wrong(at, &other, "a table"));
        }
    };
    let mut table = Table::open(part.clone(), fields, &["threshold", "keys"])?;
    let threshold = usize::try_from(table.uint("threshold")?).unwrap_or(usize::MAX);
    let mut keys = Vec::new();
    for (at, item) in table.required_items("keys")? {
        let key = key(&item, &at)?;
        once(known, key, &at)?;
        keys.push(key);
    }
    let role = Role::new(threshold, keys);
    role.check(name).map_err(|error| CeremonyError::Rule { part, error })?;
    Ok(role)
}

const ROOT_FIELDS: &[&str] = &["domain", "epoch", "version", "issued", "expires", "roles"];
const ROLE_FIELDS: &[&str] = &["root", "list", "beacon", "emergency"];
