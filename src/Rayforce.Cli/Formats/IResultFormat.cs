namespace Rayforce.Cli.Formats;

/// <summary>A way to write results.</summary>
internal interface IResultFormat
{
    /// <summary>Whether it is for people: what evaluation printed may stand among the results.</summary>
    bool IsForPeople { get; }

    /// <summary>Writes one result, an error too, with what ends it.</summary>
    /// <param name="value">The result.</param>
    /// <param name="output">Where to.</param>
    void Write(RayObject value, Stream output);
}
