namespace Rayforce;

/// <summary>Elements that are made of another type.</summary>
internal sealed class ConvertedSource<TNet, T>(Func<TNet, T> convert) : ElementSource<TNet, T>
    where TNet : struct
    where T : unmanaged
{
    private protected override T Convert(TNet value) => convert(value);
}
