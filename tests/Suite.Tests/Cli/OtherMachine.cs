using Hotline.Cli.Tools;

namespace Hotline.Suite.Tests.Cli;

/// <summary>A machine that has what a test gives it, and nothing else.</summary>
public sealed class OtherMachine : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("hotline-").FullName;

    public OtherMachine()
    {
        Directory.CreateDirectory(Programs);
        Here = new Surroundings
        {
            SearchPath = Programs,
            IsLinuxRoot = true,
            Cache = Path.Combine(_root, "cache"),
            AptFolder = Path.Combine(_root, "apt"),
            AskedPlatform = null,
            AskedMirror = null,
        };
    }

    public Surroundings Here { get; set; }

    public string Root => _root;

    private string Programs => Path.Combine(_root, "programs");

    /// <summary>With the programs of the real machine behind its own.</summary>
    public Surroundings Equipped => Here with { SearchPath = $"{Programs}:{Surroundings.Here.SearchPath}" };

    public OtherMachine With(string program, string script = "exit 0")
    {
        var file = Path.Combine(Programs, program);
        File.WriteAllText(file, $"#!/bin/bash\nset -eu\nprograms={Programs} root={_root}\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return this;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
