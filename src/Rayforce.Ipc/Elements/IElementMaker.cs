namespace Rayforce;

/// <summary>Makes something of elements: the values that stand above this folder.</summary>
/// <typeparam name="TResult">What is made.</typeparam>
internal interface IElementMaker<TResult>
{
    /// <summary>Makes an atom.</summary>
    TResult MakeAtom<T>(T value)
        where T : unmanaged;

    /// <summary>Makes a vector.</summary>
    /// <param name="values">The elements, which are the maker's to keep.</param>
    TResult MakeVector<T>(T[] values)
        where T : unmanaged;
}
