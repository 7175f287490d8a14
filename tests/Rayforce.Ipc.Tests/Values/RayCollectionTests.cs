using Rayforce.Ipc;
using Rayforce.Ipc.Tests.Support;

namespace Rayforce.Values;

/// <summary>Vectors, lists and dicts as the collections of .NET that they are.</summary>
public sealed class RayCollectionTests
{
    private const int WarmUps = 3;

    [Fact]
    public void Vectors_of_every_type_are_lists_of_their_elements()
    {
        AssertVector(true, false);
        AssertVector<byte>(1, 2, 3);
        AssertVector<short>(1, short.MinValue);
        AssertVector(1, int.MinValue, 3);
        AssertVector(1L, long.MinValue, 3L);
        AssertVector(1.5f, float.NaN);
        AssertVector(1.5, double.NaN);
        AssertVector(new RayDate(1), RayDate.Null);
        AssertVector(new RayTime(1), RayTime.Null);
        AssertVector(new RayTimestamp(1), RayTimestamp.Null);
        AssertVector(new RayTimespan(1), RayTimespan.Null);
        AssertVector(new RayGuid(Guid.NewGuid()), new RayGuid(Guid.Empty));
        AssertVector<long>();
    }

    [Fact]
    public void Vectors_of_texts_are_lists_of_texts()
    {
        string[] texts = ["a", "", "naïve ☃"];
        foreach (var vector in new RayTextVector[] { new RaySymbolVector(texts), new RayStringVector(texts) })
        {
            var list = Assert.IsAssignableFrom<IReadOnlyList<string>>(vector);
            var walked = new List<string>();
            foreach (var text in vector)
                walked.Add(text);
            Assert.Equal(texts, walked);
            Assert.Equal(texts, list.Select(static text => text));
            Assert.Equal((3, "a"), (list.Count, list[0]));
            Assert.Contains("naïve ☃", list);
        }

        var empty = new RaySymbolVector("", "");
        AssertNothingAllocated(() =>
        {
            foreach (var text in empty)
            {
                if (text.Length != 0)
                    throw new InvalidOperationException("The text is not empty.");
            }
        });
    }

    [Fact]
    public void A_list_is_a_list_of_objects()
    {
        var list = new RayList(1L, "a", RayNull.Instance);
        var objects = Assert.IsAssignableFrom<IReadOnlyList<RayObject>>(list);

        Assert.Equal(new RayObject[] { 1L, "a", RayNull.Instance }, objects.Select(static item => item));
        Assert.Equal((RayObject)"a", objects[1]);
        AssertNothingAllocated(() =>
        {
            var count = 0;
            foreach (var item in list)
                count += item is RayNull ? 100 : 1;
            if (count != 102)
                throw new InvalidOperationException("An element is missing.");
        });
    }

    [Fact]
    public void A_dict_is_a_collection_of_pairs_whatever_its_keys_are()
    {
        var dict = new RayDict(new RayVector<long>(1, 2), new RayList("one", new RayVector<long>(2)));
        var pairs = new List<(RayObject, RayObject)>();
        foreach (var (key, value) in dict)
            pairs.Add((key, value));

        Assert.Equal(new (RayObject, RayObject)[] { (1L, "one"), (2L, new RayVector<long>(2)) }, pairs);
        Assert.Equal(2, ((IReadOnlyCollection<KeyValuePair<RayObject, RayObject>>)dict).Count);
        Assert.Equal(dict.Pairs(), dict.Select(static pair => pair));
        // An older core may send fewer values than keys: here two bytes, and an empty list.
        byte[] uneven = [99, 0, .. WireBytes.VectorHeader(2, 2), 1, 2, .. WireBytes.VectorHeader(0, 0)];
        var older = (RayDict)RaySerializer.Deserialize(uneven, WireVersion.V3, RayReadOptions.OlderCores);
        Assert.Equal(RayNull.Instance, older.Last().Value);
    }

    [Fact]
    public void A_dict_with_texts_for_keys_is_a_dictionary()
    {
        foreach (RayObject keys in new RayObject[]
        {
            new RaySymbolVector("a", "b", "a"),
            new RayStringVector("a", "b", "a"),
            new RayList("a", new RaySymbol("b"), "a"),
        })
        {
            var dictionary = new RayDict(keys, new RayVector<long>(1, 2, 3)).AsDictionary();
            Assert.Equal(["a", "b"], dictionary.Keys);
            Assert.Equal(new RayObject[] { 1L, 2L }, dictionary.Values);
            Assert.Equal((RayObject)2L, dictionary["b"]);
            Assert.True(dictionary.ContainsKey("a"));
            Assert.False(dictionary.TryGetValue("c", out _));
            Assert.Throws<KeyNotFoundException>(() => dictionary["c"]);
        }

        Assert.Equal(
            "Key 0 of the dict is I64, which is no text. Read the dict with Pairs.",
            Assert.Throws<InvalidCastException>(
                () => new RayDict(new RayVector<long>(1), new RayVector<long>(2)).AsDictionary()).Message);
    }

    [Fact]
    public void Constructors_copy_and_Wrap_keeps()
    {
        long[] numbers = [1, 2];
        RayObject[] objects = [1L, 2L];
        RayVector<long>[] copies = [new(numbers), new(numbers.AsSpan())];
        var (wrapped, list, wrappedList) = (RayVector<long>.Wrap(numbers), new RayList(objects), RayList.Wrap(objects));
        numbers[0] = 9;
        objects[0] = 9L;

        Assert.All(copies, static copy => Assert.Equal([1L, 2L], copy.ToArray<long>()));
        Assert.Equal(9, wrapped[0]);
        Assert.Equal((1L, 9L), (list[0], wrappedList[0]));
        Assert.True(RayVector<long>.Wrap(new[] { 1, long.MinValue }).HasNulls);
        Assert.Throws<ArgumentNullException>(() => new RayVector<long>((long[])null!));
        Assert.Throws<ArgumentNullException>(() => RayList.Wrap(null!));
        Assert.Throws<ArgumentException>(() => RayList.Wrap([1L, null!]));
    }

    private static void AssertVector<T>(params T[] values)
        where T : unmanaged
    {
        var vector = new RayVector<T>(values);
        var list = Assert.IsAssignableFrom<IReadOnlyList<T>>(vector);
        var walked = new List<T>();
        foreach (var value in vector)
            walked.Add(value);

        Assert.Equal(values, walked);
        Assert.Equal(values, list.Select(static value => value));
        Assert.Equal(values.Length, list.Count);
        for (var i = 0; i < values.Length; i++)
            Assert.Equal(values[i], list[i]);

        AssertNothingAllocated(() =>
        {
            var count = 0;
            foreach (var value in vector)
                count += CountOf(value);
            if (count != vector.Count)
                throw new InvalidOperationException("An element is missing.");
        });
    }

    private static int CountOf<T>(T value)
        where T : unmanaged => EqualityComparer<T>.Default.Equals(value, value) ? 1 : 0;

    private static void AssertNothingAllocated(Action action)
    {
        for (var i = 0; i < WarmUps; i++)
            action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
