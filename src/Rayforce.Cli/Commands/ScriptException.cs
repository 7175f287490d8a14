namespace Rayforce.Cli.Commands;

/// <summary>A script that was to be loaded has failed.</summary>
internal sealed class ScriptException(string message) : Exception(message);
