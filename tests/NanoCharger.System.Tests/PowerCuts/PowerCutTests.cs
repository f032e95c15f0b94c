using System.Linq;
using NanoCharger.Bench.PowerCuts;
using NanoCharger.Records.SessionLog;
using Xunit;
using Xunit.Abstractions;

namespace NanoCharger.System.Tests.PowerCuts
{
    /// <summary>The power goes at changes of the flash: some cuts, and that the judges of the bench's <c>powercut</c> would see a loss.</summary>
    public sealed class PowerCutTests(ITestOutputHelper output)
    {
        private static readonly CutPlan Tiny = new(1_000, 1_000, 0, 200, 100);

        [Fact]
        public void Nothing_is_lost_when_the_power_goes_at_each_change_of_three_scripts()
        {
            CutReport report = new CutRunner(2, Tiny).Run(["transactions", "stops", "key"]);
            output.WriteLine($"{report.Cuts} cuts and {report.Images} images in {report.Seconds:0.0} s");
            Assert.True(report.Losses == 0, string.Join("\n", report.Complaints.Select(complaint => complaint.Place + ": " + complaint.What)));
            Assert.True(report.Cuts > 1_000, "hardly a cut shows nothing");
        }

        [Fact]
        public void A_script_is_the_same_each_time()
        {
            PlayedScript one = CutScripts.Play("mixed", 3);
            PlayedScript again = CutScripts.Play("mixed", 3);
            Assert.Equal(one.Steps, again.Steps);
            Assert.Equal(one.Operations.Select(operation => operation.Name), again.Operations.Select(operation => operation.Name));
            Assert.All(one.Operations.Zip(again.Operations), pair => Assert.Equal(pair.First.Data, pair.Second.Data));
        }

        [Fact]
        public void A_torn_operation_leaves_its_first_bytes()
        {
            StorageImage image = StorageImage.Empty.With("a", [1, 2]);
            StorageOperation append = new(image, "a", [1, 2], [3, 4], 0);
            StorageOperation write = new(image, "a", [], [3, 4], 0);
            Assert.Equal([1, 2, 3], append.Cut(CutVariant.Torn(1))["a"]);
            Assert.Equal([3], write.Cut(CutVariant.Torn(1))["a"]);
            Assert.Equal([3, 4], write.Cut(CutVariant.After)["a"]);
            Assert.Same(image, write.Cut(CutVariant.Before));
            Assert.Equal(["before", "torn0", "torn1", "after"], write.Variants(StorageModel.Raw, 1).Select(variant => variant.ToString()));
            Assert.Equal(["before", "after"], write.Variants(StorageModel.Littlefs, 1).Select(variant => variant.ToString()));
        }

        [Fact]
        public void A_place_is_read_as_it_is_told()
        {
            foreach (string place in new[] { "stops:12:torn17", "full:0:before", "mixed:3:after:2:torn9" })
            {
                Assert.Equal(place, CutPlace.Parse(place)?.ToString());
            }

            foreach (string wrong in new[] { "nothing:1:after", "stops:1", "stops:x:after", "stops:1:later", "stops:1:after:2" })
            {
                Assert.Null(CutPlace.Parse(wrong));
            }
        }

        [Theory]
        [InlineData("state.a", "state.b", "lost: state")]
        [InlineData("settings.a", "settings.b", "lost: settings")]
        [InlineData("tally.a", "tally.b", "lost: log")]
        [InlineData("key.a", "key.b", "lost: key")]
        public void Two_spoilt_slots_are_complained_about(string a, string b, string complaint)
        {
            PlayedScript script = CutScripts.Play("stops", 1);
            RestPoint rest = script.Rests[^1];
            Assert.Equal(complaint, new Recovery(Spoilt(rest.Image, a, b), script.Pictures[rest.Picture], script.Pictures[rest.Picture]).Complaint);
        }

        [Fact]
        public void An_older_state_is_complained_about()
        {
            PlayedScript script = CutScripts.Play("limits", 1);
            StorageImage older = script.Rests[0].Image;
            RestPoint rest = script.Rests[^1];
            StorageImage image = rest.Image.With("state.a", older["state.a"]!).With("state.b", older["state.b"]!);
            Picture picture = script.Pictures[rest.Picture];
            Assert.StartsWith("State: found", new Recovery(image, picture, picture).Complaint);
        }

        [Fact]
        public void A_record_that_is_gone_is_complained_about()
        {
            PlayedScript script = CutScripts.Play("stops", 1);
            RestPoint rest = script.Rests[^1];
            Picture picture = script.Pictures[rest.Picture];
            byte[] bytes = (byte[])rest.Image["bill.1"]!.Clone();
            bytes[(2 * LogRecord.Bytes) + 40] ^= 1;
            Assert.StartsWith("record 3 was acknowledged, is owed, and is gone", new Recovery(rest.Image.With("bill.1", bytes), picture, picture).Complaint);
        }

        [Fact]
        public void A_record_that_nobody_wrote_is_complained_about()
        {
            PlayedScript script = CutScripts.Play("stops", 1);
            RestPoint rest = script.Rests[^1];
            Picture earlier = script.Pictures[script.Rests[0].Picture];
            Assert.Contains("was never written", new Recovery(rest.Image, earlier, earlier).Found.Wrong);
        }

        private static StorageImage Spoilt(StorageImage image, params string[] names)
        {
            foreach (string name in names)
            {
                byte[] bytes = (byte[])image[name]!.Clone();
                for (int i = 0; i < bytes.Length; i += 16)
                {
                    bytes[i] ^= 4;
                }

                image = image.With(name, bytes);
            }

            return image;
        }
    }
}
