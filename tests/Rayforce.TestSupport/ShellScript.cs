namespace Rayforce.TestSupport;

/// <summary>A program of a few lines for the shell, for as long as a test takes.</summary>
public sealed class ShellScript : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rayforce-");

    public ShellScript(string lines)
    {
        File.WriteAllText(Path, $"#!/bin/sh\n{lines}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    public string Path => System.IO.Path.Combine(_directory.FullName, "program.sh");

    public void Dispose() => _directory.Delete(recursive: true);
}
