namespace Rayforce.Rayfall.Types;

/// <summary>A dict: keys and values of equal count.</summary>
internal sealed class DictValue(Column keys, Column values) : Datum
{
    public Column Keys => keys;

    public Column Values => values;

    public int Count => keys.Count;

    public override RayType Type => RayType.Dict;
}
