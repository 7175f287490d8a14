namespace Rayforce.Parity.Tests.Generating;

/// <summary>A source, and those of its parts that can be evaluated alone.</summary>
internal sealed record Term(string Source, IReadOnlyList<Term> Parts)
{
    public Term(string source)
        : this(source, [])
    {
    }

    public static Term Call(string name, params IReadOnlyList<Term> arguments) => new(
        arguments.Count == 0 ? $"({name})" : $"({name} {string.Join(' ', arguments.Select(argument => argument.Source))})",
        arguments);

    public override string ToString() => Source;
}
