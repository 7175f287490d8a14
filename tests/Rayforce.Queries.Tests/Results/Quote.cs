namespace Rayforce.Results;

/// <summary>A plain class: its columns are the properties that can be set.</summary>
[RayRecord]
internal sealed partial class Quote
{
    public string Sym { get; set; } = "";

    public int Size { get; set; }

    public DateOnly? Day { get; set; }

    public string Shown => $"{Sym}:{Size}";
}
