using Rayforce.Ipc;

namespace Rayforce.Queries;

/// <summary>A text of .NET, which is a String or a Symbol by where it stands.</summary>
internal sealed class TextExpression(string text) : RayExpression
{
    public string Text { get; } = text;

    internal override RayObject ToOperand(WireVersion version) => version == WireVersion.V3
        ? new RayString(Text)
        : Form.Literal(version, Text);

    internal override RayObject ToRowValue(WireVersion version) => new RaySymbol(Text, quoted: true);

    internal override RayObject ToColumnValue(WireVersion version) => version == WireVersion.V3
        ? Form.Call(version, "quote", new RayString(Text))
        : Form.Literal(version, Text);

    private protected override RayObject Build(WireVersion version) => ToOperand(version);
}
