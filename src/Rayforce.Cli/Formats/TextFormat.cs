using System.Text;

namespace Rayforce.Cli.Formats;

/// <summary>A format of text, in UTF-8.</summary>
internal abstract class TextFormat : IResultFormat
{
    private const int BufferSize = 64 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public virtual bool IsForPeople => false;

    /// <inheritdoc/>
    public void Write(RayObject value, Stream output)
    {
        using var writer = new StreamWriter(output, Utf8, BufferSize, leaveOpen: true) { NewLine = "\n" };
        Write(value, writer);
    }

    /// <summary>The text of one result.</summary>
    public string ToText(RayObject value)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        Write(value, writer);
        return writer.ToString();
    }

    /// <summary>Writes one result.</summary>
    protected abstract void Write(RayObject value, TextWriter writer);
}
