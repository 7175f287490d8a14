using Rayforce.Ipc;

namespace Rayforce.Cli.Formats;

/// <summary>The formats by name.</summary>
internal static class ResultFormats
{
    /// <summary>The format for people, and what holds where none is named.</summary>
    public const string Table = "table";

    /// <summary>The format that shows the reply's frame.</summary>
    public const string Hex = "hex";

    /// <summary>All names.</summary>
    public static string[] Names { get; } =
        [Table, "csv", "json", "ndjson", "arrow", "markdown", "rayfall", Hex];

    /// <summary>Makes a format.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="version">The wire version of frames.</param>
    /// <param name="type">The message type of frames.</param>
    public static IResultFormat Create(string name, WireVersion version, MessageType type) => name switch
    {
        "csv" => new CsvFormat(),
        "json" => new JsonFormat(),
        "ndjson" => new NdjsonFormat(),
        "arrow" => new ArrowFormat(),
        "markdown" => new MarkdownFormat(),
        "rayfall" => new RayfallFormat(),
        Hex => new HexFormat(version, type),
        _ => new TableFormat(),
    };
}
