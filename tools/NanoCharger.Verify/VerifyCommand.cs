using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;

namespace NanoCharger.Verify
{
    /// <summary>The command: files or folders in, a line for each check out.</summary>
    internal sealed class VerifyCommand
    {
        private const string Pattern = "*.ocmf";

        private readonly Argument<string[]> _files = new("FILE")
        {
            Description = "OCMF documents, or a folder: all *.ocmf in it. Of several the numbers (pagination) are checked too.",
            Arity = ArgumentArity.OneOrMore,
        };

        private readonly Option<string> _key = new("--key")
        {
            Description = "The station's public key: PEM, DER, hex digits (as key show prints them), base64, or OCPP's publicKey; a file with it, or the text itself.",
            HelpName = "FILE|TEXT",
            Required = true,
        };

        private readonly Option<bool> _json = new("--json") { Description = "The result as JSON." };

        private readonly TextWriter _output;
        private readonly TextWriter _error;

        internal VerifyCommand(TextWriter output, TextWriter error)
        {
            _output = output;
            _error = error;
        }

        internal RootCommand Build()
        {
            RootCommand command = new("Checks signed charging documents (OCMF) against a station's public key. Exit code: 0 valid, 1 invalid, 2 unreadable.")
            {
                _files,
                _key,
                _json,
            };
            command.SetAction(parsed => Run(parsed.GetValue(_files)!, parsed.GetValue(_key)!, parsed.GetValue(_json)));
            return command;
        }

        private int Run(string[] names, string keyText, bool json)
        {
            try
            {
                StationKey? key = StationKey.ReadFileOrText(keyText, out string? problem);
                if (key is null)
                {
                    return Complain($"--key {StationKey.Named(keyText)}: {problem}");
                }

                List<VerifiedFile> files = FilesOf(names).Select(path => Verify(path, key)).ToList();
                if (files.Count == 0)
                {
                    return Complain($"there is no {Pattern} in {string.Join(", ", names)}");
                }

                return new VerifyReport(files).Print(_output, json);
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                return Complain(unreadable.Message);
            }
        }

        private static IEnumerable<string> FilesOf(string[] names)
        {
            return names.SelectMany(name => Directory.Exists(name) ? Directory.GetFiles(name, Pattern).Order(StringComparer.Ordinal) : (IEnumerable<string>)[name]);
        }

        /// <summary>One line end behind the document is forgiven and named: an editor put it there. What a station sends has none.</summary>
        private static VerifiedFile Verify(string path, StationKey key)
        {
            byte[] bytes = Head(path, OcmfVerifier.MostBytes + 1);
            ReadOnlySpan<byte> document = bytes;
            document = document.EndsWith("\r\n"u8) ? document[..^2] : document.EndsWith("\n"u8) ? document[..^1] : document;
            return new VerifiedFile(path, OcmfVerifier.Verify(document, key), OcmfVerifier.TextOf(document), document.Length < bytes.Length);
        }

        /// <summary>As much of a file as can matter: a document that is longer is none.</summary>
        private static byte[] Head(string path, int most)
        {
            using FileStream file = File.OpenRead(path);
            byte[] buffer = new byte[most];
            int count = file.ReadAtLeast(buffer, most, throwOnEndOfStream: false);
            return buffer[..count];
        }

        private int Complain(string message)
        {
            _error.WriteLine("nanocharger-verify: " + Printable.Line(message));
            return ExitCode.Unreadable;
        }
    }
}
