using System.Text.Json.Nodes;

using RpmTasks.Images.Model;

namespace RpmTasks.Images.Tests.Building;

/// <summary>The members of archives as `docker save` and its like write them.</summary>
internal static class DockerArchive
{
    /// <summary>Docker up to 24: ID/layer.tar with legacy files beside it; a layer that comes again is a link to the first.</summary>
    public static List<Member> Old(params SampleImage[] images)
    {
        var members = new List<Member>();
        var firsts = new Dictionary<Digest, string>();
        foreach (var (image, index) in images.Select((image, index) => (image, index)))
        {
            foreach (var (layer, number) in image.Layers.Select((layer, number) => (layer, number)))
            {
                var folder = Folder(index, number);
                members.Add(new Member(folder + "/", []));
                members.Add(new Member(folder + "/VERSION", "1.0"u8.ToArray()));
                members.Add(new Member(folder + "/json", "{}"u8.ToArray()));
                members.Add(firsts.TryAdd(Digest.Of(layer), folder)
                    ? new Member(folder + "/layer.tar", layer)
                    : Member.LinkTo(folder + "/layer.tar", $"../{firsts[Digest.Of(layer)]}/layer.tar"));
            }

            members.Add(new Member(image.Id.Hex + ".json", image.Config));
        }

        members.Add(new Member("manifest.json", Manifest(images, image => image.Id.Hex + ".json", (index, number, _) => Folder(index, number) + "/layer.tar")));
        members.Add(new Member("repositories", "{}"u8.ToArray()));
        return members;
    }

    /// <summary>Docker as of 25: an OCI layout with manifest.json.</summary>
    public static List<Member> Hybrid(params SampleImage[] images)
    {
        var members = OciLayout.Flat(images);
        members.Add(new Member("manifest.json", Manifest(images, image => OciLayout.PathOf(image.Id), (_, _, layer) => OciLayout.PathOf(Digest.Of(layer)))));
        return members;
    }

    private static byte[] Manifest(SampleImage[] images, Func<SampleImage, string> config, Func<int, int, byte[], string> layerName) =>
        System.Text.Encoding.UTF8.GetBytes(new JsonArray([.. images.Select((image, index) => (JsonNode)new JsonObject
        {
            ["Config"] = config(image),
            ["RepoTags"] = image.Name is null ? null : new JsonArray(image.Name),
            ["Layers"] = new JsonArray([.. image.Layers.Select((layer, number) => (JsonNode)layerName(index, number, layer))]),
        })]).ToJsonString());

    private static string Folder(int image, int layer) => Digest.Of([(byte)image, (byte)layer]).Hex;
}
