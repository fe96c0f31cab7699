//! An input: what is put into a portal, and how the program is called on it.

use super::ground::Ground;

/// What is put into the portal before the program runs.
type Preparation = Box<dyn Fn(&Ground) + Send + Sync>;

/// Where the output of the program goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Stdout {
    File,
    /// A pipe that nobody reads any more.
    Broken,
}

pub struct Input {
    /// Its place in the table.
    pub number: usize,
    pub family: &'static str,
    pub name: String,
    pub prepare: Preparation,
    /// `{root}` stands for the portal, `{outer}` for the folder that it lies in.
    pub arguments: Vec<String>,
    /// The shell that the program is run by: `"$@"` is the call.
    pub shell: &'static str,
    pub stdout: Stdout,
    /// What a run that succeeds may change, below the outer folder.
    pub may_change: &'static str,
    /// Whether one that fails may have changed it, too: who publishes has built before.
    pub leaves: bool,
}

/// A family of inputs, which are numbered as they come.
pub struct Family {
    name: &'static str,
    pub inputs: Vec<Input>,
}

impl Family {
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            inputs: Vec::new(),
        }
    }

    /// Adds an input that is built.
    pub fn add(&mut self, name: impl Into<String>, prepare: impl Fn(&Ground) + Send + Sync + 'static) -> &mut Input {
        self.inputs.push(Input {
            number: 0,
            family: self.name,
            name: name.into(),
            prepare: Box::new(prepare),
            arguments: vec!["build".to_owned()],
            shell: "exec \"$@\"",
            stdout: Stdout::File,
            may_change: "portal/public",
            leaves: false,
        });
        self.inputs.last_mut().unwrap()
    }

    /// Adds an input that is a file and nothing else.
    pub fn file(&mut self, name: impl Into<String>, path: &'static str, bytes: impl Into<Vec<u8>>) -> &mut Input {
        let bytes = bytes.into();
        self.add(name, move |ground| ground.write(path, &bytes))
    }
}

impl Input {
    /// Calls the program in another way than `ozg build`.
    pub fn call(&mut self, arguments: &[&str]) -> &mut Self {
        self.arguments = arguments.iter().map(|&argument| argument.to_owned()).collect();
        self
    }

    pub fn shell(&mut self, shell: &'static str) -> &mut Self {
        self.shell = shell;
        self
    }

    pub fn changing(&mut self, path: &'static str) -> &mut Self {
        self.may_change = path;
        self
    }
}
