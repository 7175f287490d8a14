using CsCheck;

namespace Rayforce.Ipc.Tests.Values;

public class TextArrayTests
{
    [Fact]
    public void All_texts_are_those_one_by_one() =>
        Gen.OneOf(
            Gen.String[Gen.Char['a', 'c'], 0, 20].Array[0, 400],
            Gen.String[Gen.Char['a', 'b'], 15, 18].Array[0, 400],
            Gen.Int[0, 5000].Select(i => "SYM" + i).Array[0, 3000],
            Gen.String[Gen.OneOf(Gen.Char['a', 'c'], Gen.Const('é'), Gen.Const('\0')), 0, 9].Array[0, 400]).Sample(
            texts =>
            {
                Assert.Equal(texts, Read(new RayStringVector(texts)).ToArray());
                if (!Array.Exists(texts, text => text.Contains('\0')))
                    Assert.Equal(texts, Read(new RaySymbolVector(texts)).ToArray());
            },
            iter: 2_000);

    [Fact]
    public void A_text_that_comes_often_is_one_string()
    {
        var texts = Read(new RaySymbolVector([.. Enumerable.Range(0, 10_000).Select(i => "SYM" + i % 1000)])).ToArray();
        Assert.InRange(texts.Distinct(ReferenceEqualityComparer.Instance).Count(), 1_000, 1_200);
    }

    private static RayTextVector Read(RayTextVector texts) =>
        (RayTextVector)Rayforce.Ipc.RaySerializer.DeserializeFrame(Rayforce.Ipc.RaySerializer.SerializeFrame(texts));
}
